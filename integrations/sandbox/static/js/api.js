// Talking to the sandbox. Every call either gives the answer's JSON or throws a Refused with words for people.

export class Refused extends Error {
  constructor(status, detail) {
    super(detail || `HTTP ${status}`);
    this.status = status;
  }
}

async function call(method, path, { query, body } = {}) {
  const url = new URL(`/desk/api/${path}`, window.location.origin);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") url.searchParams.set(name, value);
  }
  const init = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    init.headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(url, init);
  } catch {
    throw new Refused(0, "");
  }
  const data = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, explain(data));
  return data ?? {};
}

function explain(data) {
  const said = data?.error ?? data?.detail;
  return typeof said === "string" ? said : "";
}

export const get = (path, query) => call("GET", path, { query });
export const post = (path, body = {}) => call("POST", path, { body });
export const part = encodeURIComponent;

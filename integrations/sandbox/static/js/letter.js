// The form with which a customer writes to the privacy address.

import { post } from "./api.js";
import { h, toast } from "./dom.js";
import { LETTERS, personal } from "./examples.js";
import { field } from "./forms.js";
import { current, t } from "./i18n.js";

/** A form for a letter of `customer` to `address`; `example` names a ready text, `answering` a message to reply to. */
export function letterForm(app, customer, address, example, answering) {
  const ready = LETTERS[example]?.[current()];
  const subject = field(t("customer.subject"), { required: true, wide: true, value: answering ? again(answering.subject) : ready?.subject ?? "", data: { field: "subject" } });
  const text = field(t("customer.mailText"), { kind: "textarea", required: true, rows: 10, wide: true, value: ready ? personal(ready.text, customer) : "", data: { field: "text" } });
  const to = field(t("customer.to"), { kind: "email", required: true, value: address, data: { field: "to" } });
  const files = field(t("customer.attachments"), { kind: "file", multiple: true, data: { field: "attachments" } });
  const examples = field(t("customer.mailExample"), {
    kind: "select", value: ready ? example : "", data: { field: "example" },
    options: [["", t("customer.mailExample.none")], ...Object.entries(LETTERS).map(([name, one]) => [name, t(`customer.mailExample.${one.word}`)])],
  });
  examples.input.addEventListener("change", () => app.go(["klant/mail", examples.input.value].filter(Boolean).join("/")));
  const button = h("button", { class: "button button-primary", type: "submit" }, t("customer.sendMail"));
  const send = async (event) => {
    event.preventDefault();
    button.disabled = true;
    const attachments = await Promise.all([...files.input.files].map(readFile));
    const sent = await app.tell(() => post("mail", {
      from_name: customer.name, from: customer.email, to: to.input.value, subject: subject.input.value, text: text.input.value, attachments,
      in_reply_to: answering?.message_id || null, references: answering ? [...(answering.references ?? []), answering.message_id].filter(Boolean) : null,
    }));
    button.disabled = false;
    if (!sent) return;
    toast(t("customer.mailSent"));
    app.go("klant/post");
  };
  return h("form", { class: "card form", data: { form: "mail" }, on: { submit: send } },
    h("h2", {}, t("customer.tab.mail")), h("p", { class: "lead" }, t("customer.mailIntro")),
    answering ? h("p", { class: "notice form-wide" }, t("customer.answering", { subject: answering.subject }), " ", h("a", { href: "#/klant/mail/inzage" }, t("customer.notAnswering"))) : examples.node,
    to.node, subject.node, text.node, files.node, h("div", { class: "form-end" }, button));
}

const again = (subject) => (/^(re|antw):/i.test(subject) ? subject : `Re: ${subject}`);

function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, type: file.type || "application/octet-stream", base64: String(reader.result).split(",")[1] ?? "" });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

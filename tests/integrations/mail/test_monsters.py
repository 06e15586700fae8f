"""Messages made to exhaust: each is parsed in a process of its own whose memory is capped and measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

HEAD = 'H = b"From: a@b.example\\r\\nTo: c@d.example\\r\\nSubject: x\\r\\n"\n'
PART = 'b"--B\\r\\nContent-Type: text/plain\\r\\n\\r\\nhoi\\r\\n"'

MONSTERS = {
    "ten thousand parts": f'H + b"Content-Type: multipart/mixed; boundary=B\\r\\n\\r\\n" + {PART} * 10_000',
    "fifty deep": 'H + b"".join(b"Content-Type: multipart/mixed; boundary=B%d\\r\\n\\r\\n--B%d\\r\\n" % (i, i)'
    " for i in range(50))"
    ' + b"\\r\\nik wil inzage"',
    "five thousand deep": 'H + b"".join(b"Content-Type: multipart/mixed; boundary=B%d\\r\\n\\r\\n--B%d\\r\\n" % (i, i)'
    " for i in range(5_000))",
    "mails in mails": '(H + b"Content-Type: message/rfc822\\r\\n\\r\\n") * 5_000 + b"ik wil inzage"',
    "one line of 5 MB": 'H + b"\\r\\n" + b"x" * 5_000_000',
    "25 MB of short lines": 'H + b"\\r\\n" + b"a\\n" * 12_500_000',
    "25 MB attachment": 'H + b"Content-Type: application/pdf\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\n"'
    ' + (b"QUJD" * 18 + b"\\r\\n") * 340_000',
    "a million headers": 'b"X-A: b\\r\\n" * 1_000_000 + b"\\r\\nhoi"',
    "folded for ever": 'H + b"X: a\\r\\n" + b" b\\r\\n" * 2_000_000 + b"\\r\\nhoi"',
    "open comments": 'b"From: " + b"(" * 60_000 + b"\\r\\n\\r\\nhoi"',
    "open quotes": 'b"From: " + b\'"\\\\\' * 30_000 + b"\\r\\n\\r\\nhoi"',
    "false boundaries": 'H + b"Content-Type: multipart/mixed; boundary=\\"-\\"\\r\\n\\r\\n" + b"---x\\n" * 3_000_000',
    "deep HTML": 'H + b"Content-Type: text/html\\r\\n\\r\\n" + b"<blockquote type=cite><table><tr><td>a" * 60_000',
    "open tags": 'H + b"Content-Type: text/html\\r\\n\\r\\n" + b"<" * 4_000_000',
    "false attributions": 'H + b"\\r\\n" + (b"op 1 " + b"wrote <a@b> " * 30 + b":\\n") * 500',
}

PROGRAM = """
import resource, sys
sys.path.insert(0, sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (15, 20))
from integrations.mail.mime import parse
{head}
parsed = parse({monster})
assert len(parsed.text) <= 200_000 and len(parsed.attachments) <= 100
assert sum(len(value) for values in parsed.headers.values() for value in values) < 1_000_000
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
print(int(peak.split()[1]) // 1024, *parsed.defects)
"""


@pytest.mark.parametrize("name", MONSTERS)
def test_monster(name: str) -> None:
    program = PROGRAM.format(head=HEAD, monster=MONSTERS[name])
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    megabytes = int(done.stdout.split()[0])
    assert megabytes < 300


def test_fifty_deep_is_still_read() -> None:
    program = PROGRAM.format(head=HEAD, monster=MONSTERS["fifty deep"]) + "\nassert parsed.text == 'ik wil inzage'"
    done = subprocess.run([sys.executable, "-c", program, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert "nested_too_deep" in done.stdout

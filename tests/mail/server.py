"""A real mail server on loopback that prints each message it takes as a line of JSON, with its parts as Python reads them.

The first line printed names the port, and the certificate authority where the server is protected.
`server.py starttls` begins in the open and asks for TLS, `server.py tls` begins with TLS; both then ask who it is
(`copia`, password `a long password`). It refuses the first letter to each address that begins with `refused-once`.
"""

import asyncio
import json
import ssl
import sys
from email import message_from_bytes, policy

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

SECURITY = sys.argv[1] if len(sys.argv) > 1 else "none"
PROTECTED = SECURITY in ("starttls", "tls")


def part(found):
    disposition = found.get("Content-Disposition")
    read = {
        "type": found.get_content_type(),
        "parameters": dict(found["Content-Type"].params) if "Content-Type" in found else {},
        "disposition": disposition and disposition.content_disposition,
        "name": found.get_filename(),
    }
    if found.is_multipart():
        return {**read, "holds": [inner.get_content_type() for inner in found.iter_parts()]}
    return {**read, "content": found.get_payload(decode=True).decode("utf-8", "replace")}


class Printer:
    def __init__(self):
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused-once") and address not in self.refused:
            self.refused.add(address)
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        tls = server.transport.get_extra_info("ssl_object")
        message = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": envelope.content.decode("utf-8", "replace"),
            "parts": [part(found) for found in message_from_bytes(envelope.content, policy=policy.default).walk()],
            "tls": tls and tls.version(),
        }
        print(json.dumps(message), flush=True)
        return "250 Taken"


def is_known(server, session, envelope, mechanism, data):
    known = data.login == b"copia" and data.password == b"a long password"
    # What is not handled here, the server refuses by itself.
    return AuthResult(success=known, handled=known)


async def main():
    greeting = {}
    protection = None
    if PROTECTED:
        authority = trustme.CA()
        protection = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(protection)
        greeting["authority"] = authority.cert_pem.bytes().decode()

    printer = Printer()

    def conversation():
        return SMTP(
            printer,
            hostname="localhost",
            tls_context=protection if SECURITY == "starttls" else None,
            require_starttls=SECURITY == "starttls",
            auth_required=PROTECTED,
            # It sees TLS only where it was asked for, not where it came first.
            auth_require_tls=SECURITY == "starttls",
            authenticator=is_known if PROTECTED else None,
        )

    over_tls = protection if SECURITY == "tls" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(conversation, "127.0.0.1", 0, ssl=over_tls)
    greeting["port"] = server.sockets[0].getsockname()[1]
    print(json.dumps(greeting), flush=True)
    await server.serve_forever()


asyncio.run(main())

"""ZMTP 3.0, the protocol of every door, byte by byte: as it should be, and as it should not."""

import struct

GREETING = b"\xff" + bytes(7) + b"\x01\x7f" + b"\x03\x00" + b"NULL".ljust(20, b"\0") + bytes(32)
SOCKET_TYPES = ("PUSH", "PULL", "PUB", "SUB", "XPUB", "XSUB", "DEALER", "ROUTER", "NONSENSE")
MORE, LONG, COMMAND = 1, 2, 4
OVERSIZE = (16 << 20) + 1  # one byte more than any door takes


def frame(body, flags=0):
    if len(body) > 255:
        return bytes([flags | LONG]) + struct.pack(">Q", len(body)) + body
    return bytes([flags, len(body)]) + body


def message(parts):
    return b"".join(frame(part, MORE if place + 1 < len(parts) else 0)
                    for place, part in enumerate(parts))


def ready(socket_type):
    name, value = b"Socket-Type", socket_type.encode()
    properties = bytes([len(name)]) + name + struct.pack(">I", len(value)) + value
    return frame(b"\x05READY" + properties, COMMAND)


def announced(size):
    """The beginning of a frame of this size, whose body does not follow."""
    return bytes([LONG]) + struct.pack(">Q", size)


def random_message(random):
    """Parts as they might look right: a route that exists, a header that nearly decodes."""
    routes = (b"coordinator", b"portfolio", b"broker", b"reply.x", b"", random.randbytes(200))
    headers = (b"\x80", b"\x8a\xa1v\x01\xa4type\xaaCreatePlan", random.randbytes(40),
               b"\xdf\xff\xff\xff\xff", b"\x91" * 300)
    bodies = (b"\x80", random.randbytes(60), b"\xdd\xff\xff\xff\xff", b"")
    parts = [random.choice(routes), random.choice(headers), random.choice(bodies)]
    return message(parts[:random.randrange(1, 4)] + [b"x"] * random.randrange(0, 3))


def random_conversation(random):
    """What a stranger says: rubbish, a handshake with rubbish behind it, any of it cut short."""
    if random.randrange(4) == 0:
        return random.randbytes(random.randrange(300))
    said = bytearray(GREETING + ready(random.choice(SOCKET_TYPES)))
    for _ in range(random.randrange(6)):
        kind = random.randrange(6)
        if kind == 0:
            said += announced(random.choice((OVERSIZE, 1 << 40, (1 << 64) - 1)))
        elif kind == 1:
            said += frame(random.randbytes(random.randrange(100)), COMMAND)
        elif kind == 2:  # a subscription of an XPUB
            said += frame(b"\x01" + random.randbytes(random.randrange(60)))
        else:
            said += random_message(random)
    if random.randrange(3) == 0:
        said[random.randrange(len(said))] ^= 1 << random.randrange(8)
    return bytes(said[:random.randrange(len(said) + 1)] if random.randrange(3) == 0 else said)

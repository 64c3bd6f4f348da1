"""A fault proxy: it stands in a board for the address of another, and does to all that passes what
it is told on stdin, a line each. Reading a line it answers "ok".

usage: proxy.py NETWORK ADDRESS PORTS...    it listens where it starts, connects from NETWORK
  pass            lets everything through
  delay SECONDS   every piece waits so long
  drop SHARE      that share of pieces ends its connection
  corrupt SHARE   that share of pieces has one bit turned
  split           pieces of at most seven bytes
  stall           nothing passes; connections stay
  swallow         what connections of before this say is lost, for good; new ones let all through
"""

import asyncio
import ctypes
import os
import random
import sys

NEW_NETWORK = 0x40000000
PIECE_BYTES = 65536
SPLIT_BYTES = 7


class Proxy:
    def __init__(self, address):
        self._address = address
        self._chance = random.Random(int(os.environ.get("BALLAST_TEST_SEED", "1")))
        self._mode, self._amount = "pass", 0.0
        self._flows = asyncio.Event()
        self._flows.set()
        self._connections = 0
        self._swallowed = 0  # the first so many connections

    def tell(self, words):
        self._mode = words[0]
        self._amount = float(words[1]) if len(words) > 1 else 0.0
        if self._mode == "swallow":
            self._swallowed = self._connections
        if self._mode == "stall":
            self._flows.clear()
        else:
            self._flows.set()

    async def connected(self, reader, writer):
        port = writer.get_extra_info("sockname")[1]
        try:
            far_reader, far_writer = await asyncio.open_connection(self._address, port)
        except OSError:
            writer.transport.abort()
            return
        self._connections += 1
        number = self._connections
        await asyncio.gather(self._pump(number, reader, far_writer, writer),
                             self._pump(number, far_reader, writer, far_writer))

    async def _pump(self, number, reader, writer, other):
        try:
            while piece := await reader.read(PIECE_BYTES):
                if number > self._swallowed:
                    await self._pass_on(piece, writer)
        except OSError:
            pass
        # Aborted, not closed: what waits in it must not pass a connection that was dropped.
        writer.transport.abort()
        other.transport.abort()

    async def _pass_on(self, piece, writer):
        await self._flows.wait()
        if self._mode == "delay":
            await asyncio.sleep(self._amount)
        if self._mode == "drop" and self._chance.random() < self._amount:
            raise ConnectionAbortedError
        if self._mode == "corrupt" and self._chance.random() < self._amount:
            piece = bytearray(piece)
            piece[self._chance.randrange(len(piece))] ^= 1 << self._chance.randrange(8)
        step = SPLIT_BYTES if self._mode == "split" else len(piece)
        for begin in range(0, len(piece), step):
            writer.write(bytes(piece[begin:begin + step]))
            await writer.drain()
            await asyncio.sleep(0)


async def serve(network, address, ports):
    proxy = Proxy(address)
    for port in ports:
        await asyncio.start_server(proxy.connected, address, port)
    with open(f"/run/netns/{network}", "rb") as there:
        if ctypes.CDLL(None, use_errno=True).setns(there.fileno(), NEW_NETWORK) != 0:
            raise OSError(ctypes.get_errno(), "setns")
    told = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    print("ok", flush=True)
    while line := await told.readline():
        proxy.tell(line.decode().split())
        print("ok", flush=True)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2], [int(port) for port in sys.argv[3:]]))

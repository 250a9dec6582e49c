"""A pseudo terminal in raw mode that stands in for /dev/usb/lp0.

First line of stdout: the path of the host's side. Then, until stdin ends: bytes from the host come
out of stdout, bytes on stdin go to the host. Nothing is buffered here beyond one read, so a reader
that stops reading makes the host's writes answer EAGAIN, as a printer does whose buffer is full.
"""
import os
import select
import sys
import tty

master, slave = os.openpty()
tty.setraw(slave)
out = sys.stdout.buffer
out.write((os.ttyname(slave) + "\n").encode())
out.flush()
while True:
    ready, _, _ = select.select([master, 0], [], [])
    if 0 in ready:
        data = os.read(0, 4096)
        if not data:
            break
        os.write(master, data)
    if master in ready:
        data = os.read(master, 4096)
        out.write(data)
        out.flush()

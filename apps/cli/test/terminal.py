"""A terminal for a test: runs a command in a pseudo-terminal.

Standard input: lines of JSON, {"keys": TEXT} or {"size": [ROWS, COLUMNS]}. Standard output: what the terminal is sent.
Usage: terminal.py ROWS COLUMNS COMMAND...; ends as the command does.
"""
import fcntl, json, os, pty, select, signal, struct, sys, termios

rows, columns, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
pid, master = pty.fork()
if pid == 0:
    os.execv(command[0], command)


def resize(rows, columns):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.kill(pid, signal.SIGWINCH)


fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
held = b""
inputs = [0, master]
while True:
    ready = select.select(inputs, [], [])[0]
    if master in ready:
        try:
            data = os.read(master, 65536)
        except OSError:
            data = b""
        if not data:
            break
        os.write(1, data)
    if 0 in ready:
        data = os.read(0, 65536)
        if not data:
            os.kill(pid, signal.SIGHUP)
            inputs.remove(0)
        held += data
        while b"\n" in held:
            line, held = held.split(b"\n", 1)
            order = json.loads(line)
            if "keys" in order:
                os.write(master, order["keys"].encode())
            else:
                resize(*order["size"])
status = os.waitpid(pid, 0)[1]
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))

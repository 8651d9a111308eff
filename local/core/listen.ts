import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Listener {
  url: string;
  port: number;
  /** Stops listening and cuts open connections. */
  stop(): Promise<void>;
}

/** A port that another process holds. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`port ${port} is in use by another program`);
    this.name = 'PortTaken';
    this.port = port;
  }
}

/** Listens on loopback, `port` 0 for any free one. Throws PortTaken. */
export async function listen(port: number, onConnection: (socket: Socket) => void): Promise<Listener> {
  const open = new Set<Socket>();
  const server = createServer(socket => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // A client that goes away is its own matter; without a listener Node would end the process.
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

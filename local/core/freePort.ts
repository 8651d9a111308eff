import { listen } from './listen.ts';

/** Below the ports that systems give to connections by themselves: one that is free stays free until it is listened on. */
const [FIRST_PORT, PORTS] = [20_000, 12_000];

/** A port of loopback that nobody listens on. */
export async function freePort(tries = 20): Promise<number> {
  const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
  try {
    const listener = await listen(port, socket => void socket.destroy());
    await listener.stop();
    return port;
  } catch (error) {
    if (tries === 1) throw error;
    return freePort(tries - 1);
  }
}

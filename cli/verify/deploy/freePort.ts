import { listen } from '../../../local/core/listen.ts';

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const listener = await listen(0, socket => void socket.destroy());
  await listener.stop();
  return listener.port;
}

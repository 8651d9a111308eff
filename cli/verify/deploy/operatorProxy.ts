import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Where the emulator's functions find the services that the local cloud plays, whichever cloud that is at the moment. */
export interface OperatorProxy {
  url: string;
  /** @param names what the emulator calls things → what this cloud calls them */
  point(target: string, names: Map<string, string>): void;
  stop(): void;
}

/**
 * Their keys are the emulator's, so they come as the local cloud's operator: permissions are checked where the goldens are
 * played by `npm run demo`, not here.
 */
export async function openOperatorProxy(): Promise<OperatorProxy> {
  let target: URL | undefined;
  let names = new Map<string, string>();
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then(given => {
      if (!target) return void outgoing.writeHead(503).end();
      const headers = { ...incoming.headers };
      headers.authorization = headers.authorization?.replace(/Credential=[^/]+\//, 'Credential=operator/');
      const body = renamed(given, names);
      headers['content-length'] = String(Buffer.byteLength(body));
      delete headers['transfer-encoding'];
      const forward = request(
        {
          hostname: target.hostname,
          port: target.port,
          path: incoming.url,
          method: incoming.method,
          headers,
        },
        reply => {
          outgoing.writeHead(reply.statusCode!, reply.headers);
          reply.pipe(outgoing);
        },
      );
      forward.on('error', () => outgoing.writeHead(502).end());
      forward.end(body);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    point(url, known) {
      target = new URL(url);
      names = known;
    },
    stop: () => void server.close(),
  };
}

/**
 * JSON with names of the one cloud for those of the other. `"ConfigurationSetName":"<theirs>"`: a whole string is a name, text
 * that holds one is not.
 */
export const renamed = (body: string, names: Map<string, string>): string => {
  for (const [from, to] of names) body = body.replaceAll(`"${from}"`, `"${to}"`);
  return body;
};

import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { readCapped } from './readCapped.ts';
import { demandReachable, lookUpPublic } from './publicAddress.ts';

export interface Outbound {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  /** Milliseconds for the whole exchange. */
  timeoutMs: number;
  /** The address came from somebody else's server, not from the operator: numbers inside a network are refused, too. */
  fromOthers?: boolean;
  /** Of the reply; more is an error. */
  mostBytes: number;
}

export interface OutboundReply {
  status: number;
  /** Empty for what is no success: nothing reads what a server says about a failure. */
  text: string;
}

/** Made with the first request: few runs make one, and Node's modules for it take longer to load than all of ours. */
const agents: { tls?: HttpsAgent; plain?: HttpAgent } = {};
/**
 * Only reading goes over a connection that was used before: the other side may just have closed it, the more so after a function
 * has slept, and what changes something can't be sent again without knowing whether it arrived.
 */
const agentFor = (isTls: boolean, method: Outbound['method']): HttpAgent => {
  const made = (keepAlive: boolean) =>
    isTls
      ? new HttpsAgent({ keepAlive, lookup: lookUpPublic() })
      : new HttpAgent({ keepAlive, lookup: lookUpPublic() });
  if (method !== 'GET') return made(false);
  return isTls ? (agents.tls ??= made(true) as HttpsAgent) : (agents.plain ??= made(true));
};

/**
 * One HTTP exchange with somebody else's server: no redirect is followed, a name must lead to public addresses, the reply is read up to a
 * limit. @throws NotPublic before anything is sent; any other Error when there was no whole reply in time
 */
export async function callOut(url: URL | string, outbound: Outbound): Promise<OutboundReply> {
  const response = await openOut(url, outbound);
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { status, text: await readCapped(response, outbound.mostBytes) };
  response.destroy();
  return { status, text: '' };
}

/** The same with the reply as it comes: whoever asks reads it up to a limit of their own, or destroys it. */
export async function openOut(
  url: URL | string,
  { method, headers, body, timeoutMs, fromOthers = false }: Omit<Outbound, 'mostBytes'>,
): Promise<IncomingMessage> {
  const target = new URL(url);
  demandReachable(target, fromOthers);
  const signal = AbortSignal.timeout(Math.ceil(timeoutMs));
  const isTls = target.protocol === 'https:';
  const send = (): Promise<IncomingMessage> =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const request = (isTls ? httpsRequest : httpRequest)(target, {
        method,
        signal,
        agent: agentFor(isTls, method),
        headers: {
          ...headers,
          ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
        },
      });
      let answered = false;
      const onError = (error: NodeJS.ErrnoException) =>
        // Closed while it was idle, so nothing came back. The agent has thrown it away: this ends with a new one.
        request.reusedSocket && !answered && error.code === 'ECONNRESET' ? resolve(send()) : reject(error);
      request
        .on('response', response => {
          answered = true;
          resolve(response);
        })
        .on('error', onError)
        .end(body);
    });
  return send();
}

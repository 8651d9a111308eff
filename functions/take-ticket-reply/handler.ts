import { http, HttpError, pathParameter, rawBody } from '../../layers/core/platform/http.ts';
import { takeTicketReply, type TakeTicketReplyDependencies } from './takeTicketReply.ts';

/** Larger than any comment that may be an answer, and than what ticket systems say around it. */
const LARGEST = 256 * 1024;

/**
 * Ticket systems repeat what is not answered with 2xx and turn a webhook off that fails too often: whatever is none of our
 * business, or came too late, is taken note of with 200.
 */
export const createHandler = (deps: () => Promise<TakeTicketReplyDependencies | undefined>) =>
  http({
    'POST /tickets/{system}': async event => {
      const body = rawBody(event);
      if (body.length > LARGEST) throw new HttpError(413, 'too-large', 'The delivery is too large.');
      const known = await deps();
      const delivery = { headers: event.headers, body };
      const taken = known
        ? await takeTicketReply(pathParameter(event, 'system'), delivery, known).catch(tryAgain)
        : { taken: false as const, why: 'other-system' as const };
      if (taken.taken) return taken;
      switch (taken.why) {
        case 'not-signed':
        case 'too-old':
          throw new HttpError(401, taken.why, 'The signature or its time is not right.');
        case 'other-system':
          throw new HttpError(404, taken.why, 'This ticket system is not connected.');
        case 'not-understood':
          throw new HttpError(400, taken.why, 'The body is not what docs/tickets.md describes.');
        default:
          return taken;
      }
    },
  });

/** Ticket systems deliver again what is answered so. */
function tryAgain(error: Error): never {
  if (error.name !== 'TicketSystemFailed') throw error;
  throw new HttpError(
    503,
    'try-again',
    'The ticket system did not say which files there are.',
    {},
    {
      'retry-after': '30',
    },
  );
}

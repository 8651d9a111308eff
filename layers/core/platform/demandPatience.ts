import type { VisitLimit, Visits } from '../store/visits.ts';
import { HttpError, sourceOf, type HttpEvent, type Routes } from './http.ts';
import { logger } from './telemetry.ts';

/** Opening a link: an office, or a whole mobile network, may stand behind one address; whoever opens more is no person. */
export const OPENING: VisitLimit = { most: 120, seconds: 600 };

/**
 * Lets an address do a thing only so often. Where it can't be counted the visitor is let in: the table being down is trouble
 * enough for people.
 * @param what names the counter
 * @throws HttpError 429 `too-many` with the seconds to wait, in the header `Retry-After` and in the body
 */
export async function demandPatience(
  visits: Visits,
  what: string,
  limit: VisitLimit,
  event: HttpEvent,
): Promise<void> {
  const visit = await visits.take(what, sourceOf(event), limit).catch((error: unknown) => {
    logger.warn('visits-not-counted', { error: (error as Error).name });
    return { ok: true as const };
  });
  if (!visit.ok) throw tooMany(visit.retryAfter);
}

export function tooMany(retryAfter: number): HttpError {
  const words = `Too many requests from here. Try again in ${retryAfter} seconds.`;
  return new HttpError(429, 'too-many', words, { retryAfter }, { 'retry-after': String(retryAfter) });
}

/** The same routes, each behind its limit, which is taken before anything else is looked at. */
export function patiently(visits: Visits, limits: Record<string, VisitLimit>, routes: Routes): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([route, answer]) => {
      const limit = limits[route];
      if (!limit) throw new Error(`${route} is open to everybody and has no limit: give it one`);
      return [
        route,
        async (event: HttpEvent) => {
          await demandPatience(visits, route, limit, event);
          return answer(event);
        },
      ];
    }),
  );
}

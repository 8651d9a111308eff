import type { Context, MiddlewareHandler } from 'hono';
import { WIDGET } from '../../web/bundle.ts';
import { contentPolicy } from '../../web/contentPolicy.ts';

/** Where pages may connect to besides themselves. */
export interface Origins {
  /** Origins of the HTTP API and the AWS endpoints (the chat's participant service), e.g. `http://127.0.0.1:4401`. */
  connect: string[];
  /** Origins of the sites that may frame the page. */
  framedBy?: string[];
}

/** Headers of every answer: nothing inline, nothing framed, nothing guessed, nothing from elsewhere. */
export function securityHeaders({ connect, framedBy = [] }: Origins): Record<string, string> {
  const sockets = connect.map(origin => origin.replace(/^http/, 'ws'));
  return {
    // The console frames the mails that it shows.
    'content-security-policy': contentPolicy({
      connect: [...connect, ...sockets],
      frames: ["'self'"],
      framedBy,
    }),
    'x-content-type-options': 'nosniff',
    // It knows no list of sites: where some may frame the page, the content policy names them.
    ...(framedBy.length > 0 ? {} : { 'x-frame-options': 'DENY' }),
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/**
 * For a mail's own HTML in the console: inert (no script, no form, no origin), nothing loaded, framed by our pages only;
 * its links open beside it.
 */
export const MAIL_HEADERS: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  'x-frame-options': 'SAMEORIGIN',
};

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);
const NOT_TO_US = 'this server answers to 127.0.0.1 and localhost only';

function isToUs(context: Context): boolean {
  const url = new URL(context.req.url);
  return LOCAL_NAMES.has(url.hostname) && context.req.header('host') === url.host;
}

/**
 * Lets in only requests that are addressed to this machine by its own name (a foreign name that resolves to 127.0.0.1 is
 * turned away) and, when a browser says where they come from, only those of our own pages.
 */
export const onlyOurPages: MiddlewareHandler = async (context, next) => {
  const url = new URL(context.req.url);
  if (!isToUs(context)) return refuse(context, NOT_TO_US);
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== url.origin)
    return refuse(context, 'requests of other sites are refused');
  const site = context.req.header('sec-fetch-site');
  const isPage = context.req.method === 'GET' && context.req.header('sec-fetch-mode') === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isPage)
    return refuse(context, 'requests of other sites are refused');
  return next();
};

/** What the widget needs in pages of other sites. */
export const FOR_SITES = new Set([`/${WIDGET}`, '/config.json']);

/** Such a file may be loaded by any page and read by the scripts of `sites` only. */
export const forSites =
  (sites: string[]): MiddlewareHandler =>
  async (context, next) => {
    if (!isToUs(context)) return refuse(context, NOT_TO_US);
    await next();
    context.res.headers.set('cross-origin-resource-policy', 'cross-origin');
    const origin = context.req.header('origin');
    if (origin !== undefined && sites.includes(origin))
      context.res.headers.set('access-control-allow-origin', origin);
  };

/** Pages opened as `localhost` go on under 127.0.0.1: the HTTP API's CORS rules know them by one name only. */
export const onOneName: MiddlewareHandler = async (context, next) => {
  const url = new URL(context.req.url);
  if (context.req.method !== 'GET' || url.hostname === '127.0.0.1') return next();
  url.hostname = '127.0.0.1';
  return context.redirect(url.href);
};

/** The console's endpoints move time and speak as agents: they also want a header that only our own script can send. */
export const onlyOurScript: MiddlewareHandler = async (context, next) => {
  if (context.req.header('x-console') !== '1') return refuse(context, 'the header x-console is missing');
  return next();
};

function refuse(context: Context, message: string) {
  return context.json({ error: 'refused', message }, 403);
}

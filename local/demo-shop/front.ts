import { Hono } from 'hono';
import { getCookie, setCookie, deleteCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { onlyOurPages } from '../console/guard.ts';
import type { DemoSite } from '../console/demoSite.ts';
import { ROOMS, SCRIPT, styleOf } from './frontAssets.ts';

/** Where the shop's pages are on its server. */
export const SHOP_PATH = '/shop';
const COOKIE = 'customer';

export interface FrontOptions {
  pagesUrl: string;
  shopName: string;
  colour: string;
  site: Pick<DemoSite, 'identities' | 'sign'>;
}

/**
 * The pages of the demo client's shop: another site than the support pages, with the widget's one script tag in it, under a
 * strict content policy, as a client would have it. Its customers sign in by choosing who they are.
 */
export function shopFront({ pagesUrl, shopName, colour, site }: FrontOptions): Hono {
  const app = new Hono();
  const signedIn = (id: string | undefined) => site.identities.find(identity => identity.id === id);
  app.use('*', onlyOurPages);
  app.use('*', async (context, next) => {
    await next();
    context.header(
      'content-security-policy',
      `default-src 'none'; script-src 'self' ${pagesUrl}; frame-src ${pagesUrl}; connect-src 'self' ${pagesUrl}; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    context.header('x-content-type-options', 'nosniff');
    context.header('cache-control', 'no-store');
  });

  app.get('/shop.css', context => context.body(styleOf(colour), 200, { 'content-type': 'text/css' }));
  app.get('/shop.js', context => context.body(SCRIPT, 200, { 'content-type': 'text/javascript' }));
  app.get('/identity-token', async context => {
    const customer = signedIn(getCookie(context, COOKIE));
    return context.text(customer ? await site.sign(customer) : '');
  });
  app.post('/sign-in', async context => {
    const { customer } = await context.req.parseBody();
    const found = signedIn(String(customer));
    if (found) setCookie(context, COOKIE, found.id, { httpOnly: true, sameSite: 'Strict', path: SHOP_PATH });
    return context.redirect(SHOP_PATH);
  });
  app.post('/sign-out', context => {
    deleteCookie(context, COOKIE, { path: SHOP_PATH });
    return context.redirect(`${SHOP_PATH}?signed-out`);
  });
  app.get('/:room?', context => {
    const room = ROOMS.find(({ id }) => id === (context.req.param('room') ?? ROOMS[0]!.id));
    if (!room) return context.text('The shop has no such page.', 404);
    const customer = signedIn(getCookie(context, COOKIE));
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <link rel="icon" href="data:," />
            <title>${room.title} · ${shopName}</title>
            <link rel="stylesheet" href="${SHOP_PATH}/shop.css" />
            <script src="${SHOP_PATH}/shop.js"></script>
            <script src="${pagesUrl}/widget.js" data-label="Need a hand?" async></script>
          </head>
          <body>
            <header>
              <h1>${shopName}</h1>
              <nav>${ROOMS.map(({ id, title }) => html`<a href="${SHOP_PATH}/${id}">${title}</a> `)}</nav>
            </header>
            <main>
              <h2>${room.title}</h2>
              <p>${room.text}</p>
              ${
                customer
                  ? html`<form method="post" action="${SHOP_PATH}/sign-out">
                      <p>Signed in as ${customer.name}. <button>Sign out</button></p>
                    </form>`
                  : html`<form method="post" action="${SHOP_PATH}/sign-in">
                      <label
                        >Sign in as
                        <select name="customer">
                          ${site.identities.map(
                            ({ id, label }) => html`<option value="${id}">${label}</option>`,
                          )}
                        </select></label
                      >
                      <button>Sign in</button>
                    </form>`
              }
            </main>
          </body>
        </html>`,
    );
  });
  return app;
}

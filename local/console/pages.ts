import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bundlePages, pagesOf, SHARED } from '../../web/bundle.ts';
import { listen, type Listener } from '../core/listen.ts';
import type { Cloud } from '../core/contract.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { consoleRoutes } from './consoleRoutes.ts';
import type { Desk } from './desk.ts';
import { FOR_SITES, forSites, MAIL_HEADERS, onlyOurPages, onOneName, securityHeaders } from './guard.ts';
import { panelRoutes, PANEL_PATH } from './panelRoutes.ts';
import { readPage } from './pageFiles.ts';
import { phoneRoutes } from './phoneRoutes.ts';
import { watchPublished } from './published.ts';
import { readMailHtml } from './views/outbox.ts';
import type { DemoSite } from './demoSite.ts';

export interface PagesOptions {
  cloud: Cloud;
  /** 0 for any free one. */
  port: number;
  /** The project's folder: sources of the pages and `dist/`. */
  root: string;
  client: ClientConfig;
  desk: Desk;
  site: DemoSite;
  /** Where agents sign in to their workspace. */
  signIn(): { url: string; clientId: string };
  /** Whose ID token that is, undefined when it is nobody's (any more). */
  usernameOf(idToken: string): Promise<string | undefined>;
  /** The newest lines of the services' logs, oldest first. */
  logs(): string[];
}

/**
 * Serves the customer's chat, the agent workspace, the client team's and the survey page, and the console on one loopback port; bundles them
 * first when their sources changed. Sets `cloud.urls.pages`. Throws PortTaken.
 */
export async function openPages(options: PagesOptions): Promise<Listener> {
  const { cloud, root } = options;
  watchPublished(cloud);
  const web = join(root, 'dist', 'web');
  const own = join(root, 'dist', 'console');
  await bundlePages({ from: join(root, 'web'), to: web, root });
  await bundlePages({ from: join(root, 'local', 'console', 'page'), to: own, root });
  const app = pagesApp(options, {
    ...Object.fromEntries([...(await pagesOf(join(root, 'web'))), SHARED].map(page => [page, web])),
    console: own,
  });
  const server = createServer(getRequestListener(app.fetch));
  const listener = await listen(options.port, socket => server.emit('connection', socket));
  cloud.urls.pages = listener.url;
  return listener;
}

/** The routes themselves; `folders` says where each page was bundled to. */
export function pagesApp(
  options: Omit<PagesOptions, 'port' | 'root'>,
  folders: Record<string, string>,
): Hono {
  const { cloud, client, site } = options;
  const app = new Hono();
  app.use('*', async (context, next) => {
    await next();
    const [page] = context.req.path.split('/').slice(1);
    const headers = securityHeaders({
      connect: [cloud.urls.api, cloud.urls.aws].filter(url => url !== ''),
      framedBy: page === 'chat' ? client.pages.sites : [],
    });
    for (const [name, value] of Object.entries(headers))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  });
  const toSites = forSites(client.pages.sites);
  app.use('*', (context, next) => (FOR_SITES.has(context.req.path) ? toSites : onlyOurPages)(context, next));
  app.use('*', onOneName);
  app.onError((error, context) => {
    cloud.log(`pages: ${context.req.method} ${context.req.path.split('/')[1]}: ${error.message}`);
    return context.json({ error: 'failed', message: error.message }, 500);
  });

  app.get('/', context => context.redirect('/chat'));
  app.get('/config.json', context =>
    context.json({
      apiUrl: cloud.urls.api,
      participantEndpoint: cloud.urls.aws,
      region: cloud.region,
      pagesUrl: client.pages.url,
      sites: client.pages.sites,
      languages: client.languages,
      ...(client.pages.privacy && { privacy: client.pages.privacy }),
      signIn: options.signIn(),
      contactPanel: { kind: 'simulated', url: PANEL_PATH },
      brand: { name: client.name, colour: client.brand.colour },
      ...(client.chat?.attachments && { attachments: client.chat.attachments }),
      demo: { identities: site.identities.map(({ id, label }) => ({ id, label })) },
    }),
  );
  app.post('/demo/identity', async context => {
    const { id } = (await context.req.json().catch(() => ({}))) as { id?: unknown };
    const identity = site.identities.find(candidate => candidate.id === id);
    if (!identity)
      return context.json({ error: 'unknown-identity', message: 'nobody of that id is known here' }, 404);
    return context.json({ token: await site.sign(identity) });
  });
  app.get('/console/mails/:id', context => {
    const html = readMailHtml(cloud, context.req.param('id'));
    return html === undefined ? context.notFound() : context.body(html, 200, MAIL_HEADERS);
  });
  app.route('/console/api', consoleRoutes(options));
  app.route('/phone/api', phoneRoutes(cloud));
  app.route(PANEL_PATH, panelRoutes(options));
  app.get('*', async context => {
    const file = await readPage(folders, new URL(context.req.url).pathname);
    if (!file) return context.text('There is no such page. Try /chat or /console.', 404);
    return context.body(file.bytes, 200, { 'content-type': file.type });
  });
  return app;
}

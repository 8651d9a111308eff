import type { BrowserContext } from 'playwright-core';
import type { LocalCloud } from '../../../local/boot.ts';
import { contentPolicy } from '../../../web/contentPolicy.ts';

/** Origin of the demo client's Connect instance; nothing is asked there: tests answer for it. */
export const INSTANCE = 'https://larchfield-outdoor-support.my.connect.aws';

/**
 * The agent workspace of the local cloud with the headers and the configuration that the pages stack gives it, in this
 * context: Connect's instance may frame it, and its panel is framed in it.
 */
export async function asDeployed(
  context: BrowserContext,
  { cloud }: LocalCloud,
  framedBy: string = INSTANCE,
): Promise<void> {
  // A page that a test answers for counts as one from elsewhere, which may not speak to this machine unasked.
  await context.grantPermissions(['local-network-access']);
  // Playwright looks at no request that a redirection makes: the way back is made a page of its own.
  await context.route(/\/_cognito\//, async route => {
    if (!route.request().isNavigationRequest() || route.request().method() !== 'POST')
      return route.continue();
    const { location } = (await route.fetch({ maxRedirects: 0 })).headers();
    const body = `<meta http-equiv="refresh" content="0;url=${location}">`;
    await route.fulfill({ contentType: 'text/html', body });
  });
  await context.route(
    ({ pathname }) => pathname === '/agent/',
    async route => {
      const response = await route.fetch();
      const { 'x-frame-options': _, 'cross-origin-opener-policy': __, ...headers } = response.headers();
      const { api, aws } = cloud.urls;
      headers['content-security-policy'] = contentPolicy({
        connect: [api, aws, INSTANCE],
        frames: [INSTANCE],
        framedBy: [framedBy],
      });
      await route.fulfill({ response, headers });
    },
  );
  await context.route(
    ({ pathname }) => pathname === '/config.json',
    async route => {
      const response = await route.fetch();
      const contactPanel = { kind: 'ccp', ccpUrl: `${INSTANCE}/ccp-v2/`, region: cloud.region };
      await route.fulfill({ response, json: { ...(await response.json()), contactPanel } });
    },
  );
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClient } from '../layers/core/release/readClient.ts';
import type { ClientConfig } from '../layers/core/domain/clientConfig.ts';
import { createAppIntegrations } from './app-integrations/appIntegrations.ts';
import { createBedrock } from './bedrock/index.ts';
import type { Bedrock } from './bedrock/index.ts';
import { createConnect, createParticipant } from './connect/index.ts';
import type { ConnectService } from './connect/index.ts';
import { addDemoAccounts, openDemoDesk } from './console/demoPeople.ts';
import { identitiesOf, openDemoSite } from './console/demoSite.ts';
import type { DemoSite } from './console/demoSite.ts';
import type { Desk } from './console/desk.ts';
import { openPages } from './console/pages.ts';
import { freePort } from './core/freePort.ts';
import type { Meter } from './core/meter.ts';
import { CUSTOMERS } from './demo-shop/orders.ts';
import { shopFront } from './demo-shop/front.ts';
import type { DemoShop } from './demo-shop/shop.ts';
import { createCustomResources } from './core/customResources.ts';
import { createDynamodb } from './dynamodb/index.ts';
import { createEvents } from './events/index.ts';
import { openFoundation } from './foundation.ts';
import type { Foundation } from './foundation.ts';
import type { KeptEnvironments } from './lambda/keptEnvironments.ts';
import { createLex } from './lex/index.ts';
import { lockState } from './lock.ts';
import { createSes } from './ses/index.ts';
import { openSmtp } from './ses/smtp.ts';
import type { DemoTickets } from './demo-tickets/server.ts';
import { isNowhere, needsDemoShop, openDemoShop } from './shop.ts';
import { needsDemoTickets, openDemoTickets, ticketUrl } from './tickets.ts';
import { createSns } from './sns/index.ts';
import { createSqs } from './sqs/index.ts';
import { createStates } from './states/index.ts';
import { readAssembly } from './template/assembly.ts';

/** Lines of the operator's log that the console shows. */
const LINES_KEPT = 500;

export interface BootOptions {
  /** The project's folder. */
  root: string;
  /** What synth wrote. */
  assembly: string;
  /** Folder below `clients/`; its stacks are `<client>-support` and `<client>-contact-center`. */
  client: string;
  /** Directory of the state; none uses a temporary one that `stop` removes. */
  stateDir?: string;
  /** Ports; 0 (or none) takes any free one. */
  ports?: { pages?: number; api?: number; aws?: number; shop?: number; tickets?: number; smtp?: number };
  /** `offline` (default), `bedrock`, or the URL of an OpenAI-compatible endpoint. */
  model?: string;
  clock?: { start?: string; frozen?: boolean };
  /** Warm environments of a cloud before this one; it must have had the same ports and secrets to be of use. */
  kept?: KeptEnvironments;
  /** Counts what is used, as AWS would; none: nobody does. */
  meter?: Meter;
  /** Boot the mail stack and take mail by SMTP (default), or leave them out. */
  mail?: boolean;
  /** Serve pages and console (default), or leave them out. */
  pages?: boolean;
  log(line: string): void;
}

export interface LocalCloud extends Foundation {
  client: ClientConfig;
  bedrock: Bedrock;
  connect: ConnectService;
  /** The demo agents at their desks. */
  desk: Desk;
  /** Stands for the client's own site, which signs in its customers. */
  site: DemoSite;
  /** Stands in for the client's service, when its address is an invented one. */
  shop?: DemoShop;
  /** Stands in for the client's ticket system, likewise. */
  tickets?: DemoTickets;
  /** Loopback port that takes mail, where the client receives some. */
  smtp?: number;
}

/**
 * Boots a client's synthesized stacks on loopback, with everything around them. Throws PortTaken, StateInUse,
 * ClientFileError, and errors with stack and logical id for what the templates hold and no room knows.
 */
export async function bootCloud(options: BootOptions): Promise<LocalCloud> {
  const { root, client, ports = {}, model = 'offline' } = options;
  const { config } = readClient(join(root, 'clients', client));
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'local-cloud-'));
  const lines: string[] = [];
  const log = (line: string) => {
    lines.push(line);
    if (lines.length > 2 * LINES_KEPT) lines.splice(0, lines.length - LINES_KEPT);
    options.log(line);
  };

  const opened: (() => unknown)[] = [];
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  if (!options.stateDir) opened.push(() => rmSync(stateDir, { recursive: true, force: true }));
  try {
    opened.push(lockState(stateDir).release);
    const pagesPort = ports.pages || (await freePort());
    const shopPort = ports.shop || (await freePort());
    const pagesUrl = `http://127.0.0.1:${pagesPort}`;
    const hasShop = needsDemoShop(config);
    const ticketsPort = ports.tickets || (await freePort());
    const ticketSystem = needsDemoTickets(config);
    const takesMail = options.mail !== false && config.mail.receive !== undefined;
    const bedrock = createBedrock({ model });
    const connect = createConnect();
    const foundation = await openFoundation({
      assembly: readAssembly(options.assembly, name =>
        [
          `${client}-support`,
          `${client}-contact-center`,
          `${client}-guardrail`,
          ...(takesMail ? [`${client}-mail`] : []),
        ].includes(name),
      ),
      stateDir,
      services: [
        createCustomResources(),
        createDynamodb({ path: join(stateDir, 'tables') }),
        createStates(),
        createEvents(),
        createSns(),
        createSqs(),
        createSes(),
        bedrock,
        connect,
        createParticipant(),
        createLex(),
        createAppIntegrations(),
      ],
      parameters: () => ({
        [`${client}-support`]: addressesHere(config, {
          pages: pagesPort,
          shop: shopPort,
          tickets: ticketsPort,
        }),
        [`${client}-contact-center`]: { PagesUrl: pagesUrl },
      }),
      ports: { aws: ports.aws ?? 0, api: ports.api ?? 0 },
      ...(options.clock ? { clock: options.clock } : {}),
      ...(options.kept ? { kept: options.kept } : {}),
      ...(options.meter ? { meter: options.meter } : {}),
      log,
    });
    opened.push(foundation.stop);
    const { cloud } = foundation;
    // The operator's commands find a running cloud by its state.
    const endpoints = join(stateDir, 'endpoints.json');
    const smtp = takesMail ? await openSmtp(cloud, ports.smtp ?? 0) : undefined;
    if (smtp) opened.push(smtp.stop);
    writeFileSync(
      endpoints,
      JSON.stringify({ aws: cloud.urls.aws, api: cloud.urls.api, ...(smtp && { smtp: smtp.port }) }),
    );
    opened.push(() => rmSync(endpoints, { force: true }));
    const site = openDemoSite(cloud, hasShop ? identitiesOf(CUSTOMERS) : []);
    const front = shopFront({ pagesUrl, shopName: config.name, colour: config.brand.colour, site });
    const shop = hasShop ? await openDemoShop(cloud, shopPort, front) : undefined;
    if (shop) opened.push(shop.stop);
    const tickets = ticketSystem && (await openDemoTickets(cloud, ticketSystem, ticketsPort));
    if (tickets) opened.push(tickets.stop);

    // Invented sites can't be opened here; the shop's front stands in for them.
    const sites = config.pages.sites.flatMap(site => (!isNowhere(site) ? site : shop ? shop.url : []));
    const here: ClientConfig = { ...config, pages: { ...config.pages, url: pagesUrl, sites } };
    const desk = openDemoDesk(cloud);
    addDemoAccounts(cloud, desk.agents);
    if (options.pages !== false) {
      const logs = () => lines.slice(-LINES_KEPT);
      const { cognito } = foundation;
      const signIn = () => cognito.signInOf(cloud);
      const pages = { cloud, port: pagesPort, root, client: here, desk, site, logs };
      opened.push((await openPages({ ...pages, signIn, usernameOf: cognito.usernameOf })).stop);
    }
    return {
      ...foundation,
      client: here,
      bedrock,
      connect,
      desk,
      site,
      ...(shop ? { shop } : {}),
      ...(tickets ? { tickets } : {}),
      ...(smtp ? { smtp: smtp.port } : {}),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Parameters of a support stack: links in mails and the API's CORS must lead to the pages here, and actions to the shop here. */
export function addressesHere(
  config: ClientConfig,
  ports: { pages: number; shop: number; tickets: number },
): Record<string, string> {
  const tickets = needsDemoTickets(config);
  return {
    PagesUrl: `http://127.0.0.1:${ports.pages}`,
    ...(needsDemoShop(config) ? { ServiceUrl: `http://127.0.0.1:${ports.shop}` } : {}),
    ...(tickets ? { TicketUrl: ticketUrl(tickets, ports.tickets) } : {}),
  };
}

import { Hono, type Context } from 'hono';
import { isOpen, nextOpening } from '../../layers/core/domain/hours.ts';
import { ApiRefusal } from './caseApi.ts';
import { MOVES, type DeskAgent, type Move } from './desk.ts';
import { onlyOurScript } from './guard.ts';
import type { PagesOptions } from './pages.ts';
import type { ExecutionRow, Overview } from './shapes.ts';
import { CaseReader } from './views/cases.ts';
import { SinceChange } from './views/changes.ts';
import { listContacts, readContact } from './views/contacts.ts';
import { listExecutions, readExecution } from './views/executions.ts';
import { listMails, listNotifications, readMail } from './views/outbox.ts';
import { countCalls, listAlarms, listCalls, listLogs } from './views/record.ts';

/** Longest single move of the clock: every schedule in between runs, so a year at once would take very long. */
const LONGEST_MOVE_SECONDS = 31 * 24 * 3600;

/** The console's own endpoints, below `/console/api`. What agents do and cases say goes through the real HTTP API. */
export function consoleRoutes({ cloud, client, desk, logs }: Omit<PagesOptions, 'port' | 'root'>): Hono {
  const routes = new Hono();
  const cases = new CaseReader(cloud);
  const executions = new SinceChange<ExecutionRow[]>(cloud);
  routes.use('*', onlyOurScript);
  routes.onError((error, context) => {
    if (error instanceof ApiRefusal) return context.json(error.body as object, error.status as 400);
    return context.json({ error: 'failed', message: error.message }, 500);
  });

  routes.get('/overview', async context => context.json(await overview()));
  routes.get('/contacts/:id', context => found(context, readContact(cloud, context.req.param('id'))));
  routes.get('/cases/:id', async context =>
    context.json(await cases.read(reader(), context.req.param('id'))),
  );
  routes.get('/executions/:arn', async context =>
    found(context, await readExecution(cloud, context.req.param('arn'))),
  );
  routes.get('/mails/:id', async context => found(context, await readMail(cloud, context.req.param('id'))));
  routes.get('/calls', context => context.json(listCalls(cloud)));
  routes.get('/logs', context => context.json(listLogs(cloud, logs())));

  routes.post('/clock', async context => {
    const body = await bodyOf<{ seconds?: unknown; to?: unknown }>(context);
    const now = cloud.clock.now();
    const opening = nextOpening(client.hours, isOpen(client.hours, now) ? now : now + 1);
    const seconds = body.to === 'next-opening' ? ((opening ?? now) - now) / 1000 : body.seconds;
    if (typeof seconds !== 'number' || !(seconds >= 0) || seconds > LONGEST_MOVE_SECONDS)
      return context.json({ error: 'wrong-body', message: 'seconds: a number from 0 to 31 days' }, 400);
    await cloud.clock.advance(seconds * 1000);
    return context.json({ now: new Date(cloud.clock.now()).toISOString() });
  });

  routes.post('/agents/:agent/state', async context => {
    const agent = agentOf(context);
    const { state } = await bodyOf<{ state?: unknown }>(context);
    if (state !== 'available' && state !== 'offline')
      return context.json({ error: 'wrong-body', message: 'state: available or offline' }, 400);
    await desk.panel.setAvailable(agent.id, state === 'available');
    return context.json({ ok: true });
  });
  routes.post('/agents/:agent/contacts/:contact/leave', async context => {
    await desk.panel.leave(agentOf(context).id, context.req.param('contact'));
    return context.json({ ok: true });
  });
  routes.post('/agents/:agent/cases/:case/:move', async context => {
    const move = context.req.param('move');
    if (!isMove(move))
      return context.json({ error: 'no-such-move', message: `a move is ${MOVES.join(', ')}` }, 404);
    const { epoch, text } = await bodyOf<{ epoch?: unknown; text?: unknown }>(context);
    const words = {
      ...(typeof epoch === 'number' ? { epoch } : {}),
      ...(typeof text === 'string' ? { text } : {}),
    };
    return context.json({ case: await desk.move(agentOf(context), move, context.req.param('case'), words) });
  });
  return routes;

  /** Whose eyes the console reads cases with. */
  function reader() {
    return desk.api(desk.reader);
  }

  function agentOf(context: Context): DeskAgent {
    const agent = desk.agent(context.req.param('agent') ?? '');
    if (agent) return agent;
    throw new ApiRefusal(404, {
      error: 'no-such-agent',
      message: `the demo agents are ${desk.agents.map(({ id }) => id).join(', ')}`,
    });
  }

  async function overview(): Promise<Overview> {
    const now = cloud.clock.now();
    const opening = nextOpening(client.hours, now);
    const contacts = listContacts(cloud);
    const listed = await cases
      .list(reader())
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    return {
      client: client.name,
      pagesUrl: client.pages.url,
      clock: {
        now: new Date(now).toISOString(),
        zone: client.hours.timeZone,
        open: isOpen(client.hours, now),
        ...(opening === undefined ? {} : { nextOpening: new Date(opening).toISOString() }),
      },
      agents: desk.agents.map(agent => ({
        ...agent,
        state: desk.panel.isAvailable(agent.id) ? 'available' : 'offline',
        contacts: desk.panel.contacts(agent.id),
      })),
      contacts,
      cases: typeof listed === 'string' ? [] : listed,
      ...(typeof listed === 'string' ? { casesError: listed } : {}),
      executions: await executions.get('', () => listExecutions(cloud)),
      mails: listMails(cloud),
      notifications: listNotifications(cloud),
      alarms: listAlarms(cloud),
      calls: countCalls(cloud),
    };
  }
}

const isMove = (text: string): text is Move => (MOVES as readonly string[]).includes(text);

async function bodyOf<T extends object>(context: Context): Promise<Partial<T>> {
  const body: unknown = await context.req.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Partial<T>) : {};
}

function found(context: Context, value: object | undefined) {
  return value
    ? context.json(value)
    : context.json({ error: 'not-found', message: 'there is no such thing here' }, 404);
}

import { Hono } from 'hono';
import type { CallView, ConnectService } from '../connect/index.ts';
import type { Cloud } from '../core/contract.ts';
import { onlyOurScript } from './guard.ts';

const NUMBER = /^(\+[1-9]\d{6,14}|anonymous)$/;

/** The telephone network for the phone page, below `/phone/api`: what a customer's phone does and hears. */
export function phoneRoutes(cloud: Cloud): Hono {
  const routes = new Hono();
  const phone = () => cloud.service<ConnectService>('connect').phone;
  routes.use('*', onlyOurScript);
  routes.onError((error, context) => context.json({ error: 'failed', message: error.message }, 409));

  routes.post('/calls', async context => {
    const { from, to, paced } = await bodyOf(context.req.raw);
    if (typeof from !== 'string' || !NUMBER.test(from))
      return context.json(
        { error: 'wrong-body', message: 'from: a number like +436641000001, or anonymous' },
        400,
      );
    const callId = phone().call({
      from,
      ...(typeof to === 'string' ? { to } : {}),
      paced: paced === true,
    });
    return context.json(shown(cloud, phone().view(callId)));
  });
  routes.get('/ringing', context =>
    context.json({ calls: phone().ringing(context.req.query('number') ?? '') }),
  );
  routes.get('/calls/:id', context => context.json(shown(cloud, phone().view(context.req.param('id')))));
  routes.post('/calls/:id/:what', async context => {
    const { id, what } = context.req.param();
    const { text, keys, paced } = await bodyOf(context.req.raw);
    const moves: Record<string, () => void> = {
      say: () => phone().say(id, String(text ?? '')),
      press: () => phone().press(id, String(keys ?? '')),
      played: () => phone().played(id),
      'hang-up': () => phone().hangUp(id),
      'cut-off': () => phone().cutOff(id),
      answer: () => phone().answer(id, { paced: paced === true }),
      refuse: () => phone().refuse(id),
    };
    const move = Object.hasOwn(moves, what) ? moves[what] : undefined;
    if (!move)
      return context.json(
        { error: 'no-such-move', message: `a phone can ${Object.keys(moves).join(', ')}` },
        404,
      );
    move();
    return context.json({ ok: true });
  });
  return routes;
}

/** What the customer's phone may show: nothing that only the agent hears. */
const shown = (cloud: Cloud, { callId, state, speaksUntil, items }: CallView) => ({
  callId,
  state,
  speaking: speaksUntil > cloud.clock.now(),
  items: items
    .filter(({ to }) => to === undefined)
    .map(({ who, text, interruptedAt, unheard }) => ({ who, text, interruptedAt, unheard })),
});

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

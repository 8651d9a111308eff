import { Hono } from 'hono';
import type { ConnectService } from '../connect/index.ts';
import type { Cloud } from '../core/contract.ts';
import type { Desk } from './desk.ts';

export const PANEL_PATH = '/contact-panel';
/** Of what an agent says in a call at once. */
const LONGEST_WORDS = 1000;

/** A contact in an agent's panel, as the agent workspace gets it. */
export interface PanelContact {
  contactId: string;
  initialContactId: string;
  state: 'offered' | 'connected' | 'after-work';
  channel: string;
  name?: string;
  caseId?: string;
}

/**
 * The simulated contact panel's side of the agent workspace: what Connect's own panel does by itself, over the local
 * Connect's desk. Whose panel it is says the ID token.
 */
export function panelRoutes({
  cloud,
  desk,
  usernameOf,
}: {
  cloud: Cloud;
  desk: Desk;
  usernameOf(idToken: string): Promise<string | undefined>;
}): Hono<{ Variables: { agent: string } }> {
  const routes = new Hono<{ Variables: { agent: string } }>();
  const connect = () => cloud.service<ConnectService>('connect');

  routes.use('*', async (context, next) => {
    const token = context.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
    const agent = await usernameOf(token);
    if (!agent) return context.json({ error: 'not-signed-in', message: 'Sign in first.' }, 401);
    context.set('agent', agent);
    return next();
  });
  // An action on a contact that has gone meanwhile is the agent's to know, not a fault.
  routes.onError((error, context) => context.json({ error: 'refused', message: error.message }, 409));

  routes.get('/state', context => context.json(stateOf(context.get('agent'))));
  routes.post('/state', async context => {
    const { available } = (await context.req.json().catch(() => ({}))) as { available?: unknown };
    if (typeof available !== 'boolean')
      return context.json({ error: 'wrong-body', message: 'available: true or false' }, 400);
    await desk.panel.setAvailable(context.get('agent'), available);
    return context.json(stateOf(context.get('agent')));
  });
  routes.post('/contacts/:contact/:move{accept|leave}', async context => {
    const agent = context.get('agent');
    const contactId = context.req.param('contact');
    if (!desk.panel.contacts(agent).some(contact => contact.contactId === contactId))
      return context.json({ error: 'no-such-contact', message: 'That contact is no longer yours.' }, 404);
    await desk.panel[context.req.param('move') as 'accept' | 'leave'](agent, contactId);
    return context.json(stateOf(agent));
  });
  routes.post('/contacts/:contact/say', async context => {
    const agent = context.get('agent');
    const contactId = context.req.param('contact');
    const { text } = (await context.req.json().catch(() => ({}))) as { text?: unknown };
    if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_WORDS)
      return context.json(
        { error: 'wrong-body', message: `text: 1 to ${LONGEST_WORDS} characters that are said` },
        400,
      );
    const mine = desk.panel.contacts(agent).find(contact => contact.contactId === contactId);
    if (mine?.state !== 'connected')
      return context.json({ error: 'no-such-contact', message: 'You are not in that call.' }, 404);
    await desk.panel.say(agent, contactId, text.trim());
    return context.json(stateOf(agent));
  });
  return routes;

  function stateOf(agent: string) {
    const agentArn = desk.panel.agentArn(agent);
    return {
      ...(agentArn && { agentArn }),
      now: new Date(cloud.clock.now()).toISOString(),
      available: desk.panel.isAvailable(agent),
      contacts: desk.panel.contacts(agent).map(({ contactId, state }): PanelContact => {
        const known = connect().contact(contactId);
        const isOver = known !== undefined && known.endedAt !== undefined;
        const { initialContactId = contactId, channel = 'CHAT', attributes, customer, name } = known ?? {};
        return {
          contactId,
          initialContactId,
          state: isOver ? 'after-work' : state,
          channel: channel.toLowerCase(),
          ...((customer ?? name) ? { name: customer ?? name } : {}),
          ...(attributes?.['caseId'] ? { caseId: attributes['caseId'] } : {}),
        };
      }),
    };
  }
}

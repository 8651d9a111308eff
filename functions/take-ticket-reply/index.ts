import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createTicketCall } from '../../layers/core/tickets/call.ts';
import { createFreshdesk } from '../../layers/core/tickets/freshdesk.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const store = openStore(config);
const tickets = createHandoffTickets(openTable(config));
const workflows = createWorkflows();
const secret = createSecret(config.TICKET_REPLY_SECRET_ARN);
const token = createSecret(config.TICKET_TOKEN_SECRET_ARN);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(
  createHandler(async () => {
    const { config: client } = await release();
    const system = client.clientTeam.tickets;
    const freshdesk =
      system?.system === 'freshdesk'
        ? createFreshdesk(system, token, createTicketCall(config.TICKET_URL))
        : undefined;
    return {
      store,
      tickets,
      workflows,
      secret,
      config: client,
      now: () => new Date(),
      ...(freshdesk && { freshdeskReplies: freshdesk.replies }),
    };
  }),
);

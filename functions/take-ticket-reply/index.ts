import { createFileBucket } from '../../layers/core/files/fileBucket.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createCaseFiles } from '../../layers/core/store/caseFiles.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createTicketCall } from '../../layers/core/tickets/call.ts';
import { createFetchTicketFile } from '../../layers/core/tickets/fetchFile.ts';
import { createFreshdesk } from '../../layers/core/tickets/freshdesk.ts';
import { createTicketSystem } from '../../layers/core/tickets/ticketSystem.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const now = () => new Date();
const store = openStore(config);
const tickets = createHandoffTickets(openTable(config));
const files = createCaseFiles(openTable(config));
const bucket = createFileBucket(config.FILES_BUCKET);
const workflows = createWorkflows();
const secret = createSecret(config.TICKET_REPLY_SECRET_ARN);
const token = createSecret(config.TICKET_TOKEN_SECRET_ARN);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const url = config.TICKET_URL;

export const handler = lambda(
  createHandler(async () => {
    const { config: client } = await release();
    const configured = client.clientTeam.tickets;
    if (!configured) return undefined;
    const freshdesk =
      configured.system === 'freshdesk'
        ? createFreshdesk(configured, token, createTicketCall(url))
        : undefined;
    const system = freshdesk ?? createTicketSystem(configured, { url, token, now });
    return {
      store,
      tickets,
      files,
      bucket,
      workflows,
      secret,
      system,
      fetchFile: createFetchTicketFile(url, system.authorization),
      config: client,
      now,
      ...(freshdesk && { freshdeskReplies: freshdesk.replies }),
    };
  }),
);

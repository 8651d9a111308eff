import { createChatVoice } from '../../layers/core/connect/chatVoice.ts';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { figures } from '../../layers/core/platform/figures.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createFileOffers } from '../../layers/core/speaking/offerFiles.ts';
import { createCorrections } from '../../layers/core/store/corrections.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { openTicketDesk } from '../../layers/core/tickets/openTicketDesk.ts';
import { Config } from './config.ts';
import { deliverAnswer } from './deliverAnswer.ts';

const config = readConfig(Config);
const store = openStore(config);
const corrections = createCorrections(openTable(config));
const voice = createChatVoice(createContactCenter(config.CONTACT_CENTER_PARAMETER));
const links = createLinks(config.PAGES_URL, createSecret(config.LINK_SECRET_ARN), () => new Date());
const offerFiles = createFileOffers(links);
const mails = openCustomerMails(config);
const ticketDesk = openTicketDesk(config);
const ticketFailed = (error: Error) => logger.warn('TICKET_NOT_SETTLED', { error });
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: { caseId: string }) => {
  const { config: client } = await release();
  return deliverAnswer(input, {
    store,
    voice,
    figures,
    offerFiles,
    corrections,
    mails: async () => mails(client),
    tickets: ticketDesk(client),
    ticketFailed,
    config: client,
    now: () => new Date(),
  });
});

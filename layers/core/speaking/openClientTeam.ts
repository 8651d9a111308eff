import type { ClientConfig } from '../domain/clientConfig.ts';
import { answerDomain } from '../domain/config/mail.ts';
import { createNotifier } from '../events/bus.ts';
import { makeCaseAddress } from '../mail/caseAddress.ts';
import { createMailer } from '../mail/mailer.ts';
import { logger } from '../platform/telemetry.ts';
import { createLinks } from '../secrets/links.ts';
import { createSecret } from '../secrets/secrets.ts';
import { createHandoffTickets } from '../store/handoffTickets.ts';
import { openStore, openTable } from '../store/openStore.ts';
import { createTicketDesk } from '../tickets/ticketDesk.ts';
import { createTicketSystem } from '../tickets/ticketSystem.ts';
import { createChatTool } from '../webhooks/chatTool.ts';
import type { AskClientTeamDependencies } from './askClientTeam.ts';
import type { ClientTeamSettings } from './clientTeamSettings.ts';

/** Counts, for the alarms, a way that failed. */
export type Count = Record<'chat-tool' | 'ticket', () => void>;

/** All ways to the client's team that client.yaml names, from a function's settings. */
export function openClientTeam(
  settings: ClientTeamSettings,
  count: Count,
): (client: ClientConfig) => AskClientTeamDependencies {
  const { CHAT_TOOL_SECRET_ARN, TICKET_URL, TICKET_TOKEN_SECRET_ARN } = settings;
  const now = () => new Date();
  const linkKey = createSecret(settings.LINK_SECRET_ARN);
  const chatUrl = CHAT_TOOL_SECRET_ARN ? createSecret(CHAT_TOOL_SECRET_ARN) : undefined;
  const token = TICKET_TOKEN_SECRET_ARN ? createSecret(TICKET_TOKEN_SECRET_ARN) : undefined;
  const standing = {
    store: openStore(settings),
    team: createNotifier(settings.HANDOFF_TOPIC_ARN),
    links: createLinks(settings.PAGES_URL, linkKey, now),
    failed: (way: keyof Count, error: Error) => {
      count[way]();
      logger.warn('CLIENT_TEAM_WAY_FAILED', { way, error });
    },
  };
  const tickets = createHandoffTickets(openTable(settings));
  return client => {
    const { chat, tickets: system } = client.clientTeam;
    const mailer = createMailer({
      from: settings.FROM_ADDRESS,
      configurationSet: settings.CONFIGURATION_SET,
      name: client.name,
    });
    return {
      ...standing,
      mailer,
      config: client,
      ...(client.mail.receive && {
        replyAddress: async ({ caseId, epoch }: { caseId: string; epoch: number }) => {
          const claim = { purpose: 'handoff' as const, caseId, epoch };
          return makeCaseAddress(claim, answerDomain(client.mail), await linkKey());
        },
      }),
      ...(chat && chatUrl && { chatTool: createChatTool(chat.tool, chatUrl) }),
      ...(system &&
        token &&
        TICKET_URL && {
          tickets: createTicketDesk(createTicketSystem(system, { url: TICKET_URL, token, now }), tickets),
        }),
    };
  };
}

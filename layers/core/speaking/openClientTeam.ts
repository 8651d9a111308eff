import type { ClientConfig } from '../domain/clientConfig.ts';
import { answerDomain } from '../domain/config/mail.ts';
import { createNotifier } from '../events/bus.ts';
import { makeCaseAddress } from '../mail/caseAddress.ts';
import { createMailer } from '../mail/mailer.ts';
import { logger } from '../platform/telemetry.ts';
import { createLinks } from '../secrets/links.ts';
import { createSecret } from '../secrets/secrets.ts';
import { openStore } from '../store/openStore.ts';
import { openTicketDesk } from '../tickets/openTicketDesk.ts';
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
  const { CHAT_TOOL_SECRET_ARN } = settings;
  const now = () => new Date();
  const linkKey = createSecret(settings.LINK_SECRET_ARN);
  const chatUrl = CHAT_TOOL_SECRET_ARN ? createSecret(CHAT_TOOL_SECRET_ARN) : undefined;
  const ticketDesk = openTicketDesk(settings);
  const standing = {
    store: openStore(settings),
    team: createNotifier(settings.HANDOFF_TOPIC_ARN),
    links: createLinks(settings.PAGES_URL, linkKey, now),
    failed: (way: keyof Count, error: Error) => {
      count[way]();
      logger.warn('CLIENT_TEAM_WAY_FAILED', { way, error });
    },
  };
  return client => {
    const { chat } = client.clientTeam;
    const tickets = ticketDesk(client);
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
      ...(tickets && { tickets }),
    };
  };
}

import type { ClientConfig } from '../layers/core/domain/clientConfig.ts';
import type { Cloud } from './core/contract.ts';
import { startDemoTickets, type DemoTickets } from './demo-tickets/server.ts';
import type { LambdaService } from './lambda/lambda.ts';
import { isNowhere } from './shop.ts';

const OPERATOR = { id: 'operator', caller: 'demo-tickets' };
type Known = 'zendesk' | 'webhook';

/** The demo ticket system stands in for the client's, when that is at an address that cannot exist. */
export function needsDemoTickets({ clientTeam: { tickets } }: ClientConfig): Known | undefined {
  if (!tickets || !isNowhere(tickets.url)) return undefined;
  return tickets.system === 'zendesk' || tickets.system === 'webhook' ? tickets.system : undefined;
}

/** Where the functions reach it. */
export const ticketUrl = (system: Known, port: number) =>
  `http://127.0.0.1:${port}${system === 'webhook' ? '/handoffs' : ''}`;

/** Starts it with the secrets that the stack generated, and does the operator's part: the chat channel's URL. */
export async function openDemoTickets(cloud: Cloud, system: Known, port: number): Promise<DemoTickets> {
  const environments = cloud
    .service<LambdaService>('lambda')
    .functions()
    .map(({ environment }) => environment);
  const arnIn = (variable: string) =>
    environments.map(environment => environment[variable]).find(value => value !== undefined);
  const secretIn = async (variable: string): Promise<string> => {
    const SecretId = arnIn(variable);
    if (!SecretId) throw new Error(`no function of the templates has ${variable}`);
    return (await cloud.call(OPERATOR, 'secretsmanager', 'GetSecretValue', { SecretId })).SecretString;
  };
  const tickets = await startDemoTickets({
    port,
    system,
    now: () => cloud.clock.now(),
    log: line => cloud.log(line),
    tickets: cloud.store.collection('demo-tickets'),
    posts: cloud.store.collection('demo-chat-posts'),
    token: await secretIn('TICKET_TOKEN_SECRET_ARN'),
    secret: await secretIn('TICKET_REPLY_SECRET_ARN'),
    apiUrl: () => cloud.urls.api,
  });
  const chatTool = arnIn('CHAT_TOOL_SECRET_ARN');
  if (chatTool)
    await cloud.call(OPERATOR, 'secretsmanager', 'PutSecretValue', {
      SecretId: chatTool,
      SecretString: `${tickets.url}/chat`,
    });
  return tickets;
}

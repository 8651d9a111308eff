import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import type { Notifications } from './notifications.ts';
import type { Secrets } from './secrets.ts';
import { ownMetric, serviceAlarm } from './serviceAlarm.ts';
import type { ServiceFunction } from './serviceFunction.ts';

export interface ClientTeamProps {
  foundation: Foundation;
  notifications: Notifications;
  secrets: Secrets;
}

/** The connection to the client's ticket system: where it is, its API token, and the secret its webhooks are checked with. */
interface TicketSystem {
  url: string;
  token: Secret;
  reply: Secret;
}

/** The ways to the client's team beside mail, as far as client.yaml names them: subscribers, chat tool, ticket system. */
export class ClientTeam extends Construct {
  readonly tickets?: TicketSystem;
  private readonly chatTool?: Secret;
  private readonly secrets: Secrets;

  constructor(scope: Construct, id: string, { foundation, notifications, secrets }: ClientTeamProps) {
    super(scope, id);
    this.secrets = secrets;
    const { chat, tickets, notify } = foundation.config.clientTeam;
    const { handoff, operations } = notifications;
    for (const address of notify.email) handoff.addSubscription(new EmailSubscription(address));
    for (const number of notify.sms) handoff.addSubscription(new SmsSubscription(number));
    for (const url of notify.https)
      handoff.addSubscription(new UrlSubscription(url, { protocol: SubscriptionProtocol.HTTPS }));
    if (chat) {
      this.chatTool = secrets.forOperator(
        'chat-tool',
        `the incoming-webhook URL of the team's ${chat.tool} channel: set it after the first deployment`,
      );
      this.output('ChatToolSecretArn', this.chatTool, "Where the operator puts the chat tool's webhook URL");
    }
    if (tickets) {
      const url = new CfnParameter(Stack.of(this), 'TicketUrl', {
        type: 'String',
        description: "Base URL of the client's ticket system",
        default: tickets.url,
      });
      const token = secrets.forOperator(
        'ticket-token',
        'API token of the ticket system, or the key that signs our webhook: set it after the first deployment',
      );
      const reply = secrets.forOperator(
        'ticket-reply',
        'what the ticket system signs its webhooks with: set it to the same on both sides',
      );
      this.tickets = { url: url.valueAsString, token, reply };
      this.output('TicketTokenSecretArn', token, "Where the operator puts the ticket system's API token");
      this.output(
        'TicketReplySecretArn',
        reply,
        "Where the operator puts the secret of the ticket system's webhook",
      );
    }
    if (chat || tickets) this.alarms(foundation, operations);
  }

  /** Variables of a function that asks the team. */
  get variables() {
    return {
      ...(this.chatTool && { CHAT_TOOL_SECRET_ARN: this.chatTool.secretArn }),
      ...this.ticketVariables,
    };
  }

  /** Those of one that has to do with tickets only. */
  get ticketVariables() {
    return (
      this.tickets && {
        TICKET_URL: this.tickets.url,
        TICKET_TOKEN_SECRET_ARN: this.tickets.token.secretArn,
      }
    );
  }

  /** Lets a function use them. */
  use(fn: ServiceFunction<any>): void {
    if (this.chatTool) this.secrets.read(fn, this.chatTool);
    this.useTickets(fn);
  }

  useTickets(fn: ServiceFunction<any>): void {
    if (this.tickets) this.secrets.read(fn, this.tickets.token);
  }

  private alarms(foundation: Foundation, operations: Notifications['operations']): void {
    const failed = { TicketFailed: 'tickets', ChatToolFailed: 'chat tool' } as const;
    for (const [metric, what] of Object.entries(failed)) {
      if (metric === 'TicketFailed' ? !this.tickets : !this.chatTool) continue;
      serviceAlarm(this, metric, {
        metric: ownMetric(foundation, 'hand-off-case', metric),
        impact: `Hand-overs reach the client's team by mail only: its ${what} did not take them.`,
        runbook: 'docs/runbook.md#the-client-team-is-reached-by-mail-only',
        operations,
      });
    }
  }

  private output(id: string, secret: Secret, description: string): void {
    // Of the stack, not of this construct: the operator finds all of them in one list under their plain names.
    new CfnOutput(Stack.of(this), id, { value: secret.secretArn, description });
  }
}

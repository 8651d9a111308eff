import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config as TakeTicketReply } from '../../functions/take-ticket-reply/config.ts';
import { readRelease, releaseVariables, tableVariables, useTable } from './access.ts';
import type { ClientTeam } from './clientTeam.ts';
import type { Escalation } from './escalation.ts';
import type { Foundation } from './foundation.ts';
import type { Secrets } from './secrets.ts';
import { failures, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';

export interface TicketRepliesProps {
  foundation: Foundation;
  secrets: Secrets;
  tickets: NonNullable<ClientTeam['tickets']>;
  escalation: Escalation;
  operations: ITopic;
}

/** Answers that the client's team writes on tickets, by the ticket system's webhook. */
export class TicketReplies extends Construct {
  readonly takeTicketReply: ServiceFunction<typeof TakeTicketReply>;

  constructor(scope: Construct, id: string, props: TicketRepliesProps) {
    super(scope, id);
    const { foundation, secrets, tickets, escalation, operations } = props;
    this.takeTicketReply = new ServiceFunction<typeof TakeTicketReply>(
      this,
      'take-ticket-reply',
      foundation,
      {
        environment: {
          ...tableVariables(foundation),
          ...releaseVariables(foundation),
          TICKET_URL: tickets.url,
          TICKET_TOKEN_SECRET_ARN: tickets.token.secretArn,
          TICKET_REPLY_SECRET_ARN: tickets.reply.secretArn,
        },
        // Freshdesk is asked for the replies in it.
        timeoutSeconds: 20,
      },
    );
    useTable(this.takeTicketReply, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    readRelease(this.takeTicketReply, foundation);
    // Only Freshdesk is asked what was written; the others say it themselves.
    const asks = foundation.config.clientTeam.tickets?.system === 'freshdesk';
    secrets.read(this.takeTicketReply, tickets.reply, ...(asks ? [tickets.token] : []));
    escalation.answerTasks('ticket-outcomes', this.takeTicketReply);
    serviceAlarm(this, 'ticket-reply-errors', {
      metric: failures(this.takeTicketReply),
      impact: "Answers that the client's team writes on tickets do not reach the customer.",
      runbook: 'docs/runbook.md#client-team-cannot-answer',
      operations,
    });
  }
}

import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config as TakeTicketReply } from '../../functions/take-ticket-reply/config.ts';
import { keepTeamFiles, readRelease, releaseVariables, tableVariables, useTable } from './access.ts';
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
          FILES_BUCKET: foundation.files.bucketName,
          TICKET_URL: tickets.url,
          TICKET_TOKEN_SECRET_ARN: tickets.token.secretArn,
          TICKET_REPLY_SECRET_ARN: tickets.reply.secretArn,
        },
        // The ticket system is asked in it, and files are fetched.
        timeoutSeconds: 29,
      },
    );
    useTable(this.takeTicketReply, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    readRelease(this.takeTicketReply, foundation);
    secrets.read(this.takeTicketReply, tickets.reply, tickets.token);
    keepTeamFiles(this.takeTicketReply, foundation);
    escalation.answerTasks('ticket-outcomes', this.takeTicketReply);
    serviceAlarm(this, 'ticket-reply-errors', {
      metric: failures(this.takeTicketReply),
      impact: "Answers that the client's team writes on tickets do not reach the customer.",
      runbook: 'docs/runbook.md#client-team-cannot-answer',
      operations,
    });
  }
}

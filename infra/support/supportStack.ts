import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { Sources } from '../buildClients.ts';
import { Api } from './api.ts';
import { ClientTeam } from './clientTeam.ts';
import { Contacts } from './contacts.ts';
import { OperationsDashboard } from './dashboard.ts';
import { Escalation } from './escalation.ts';
import { Events } from './events.ts';
import type { GuardrailRef } from '../guardrail/guardrailStack.ts';
import { Foundation } from './foundation.ts';
import { guardrailOf } from './guardrailAccess.ts';
import { InboundMail } from './inboundMail.ts';
import { Mail } from './mail.ts';
import { Notifications } from './notifications.ts';
import { OperatorAccess } from './operatorAccess.ts';
import { People } from './people.ts';
import { Secrets } from './secrets.ts';
import { Surveys } from './surveys.ts';
import { Sweeping } from './sweeping.ts';
import { TicketReplies } from './ticketReplies.ts';
import { Transcripts } from './transcripts.ts';
import { Turn } from './turn.ts';
import { Users } from './users.ts';

export interface SupportStackProps extends StackProps {
  config: ClientConfig;
  sources: Sources;
  /** Of the client's guardrail stack. */
  guardrail?: GuardrailRef;
}

/** State, workflows, functions, HTTP API, events, schedules and alarms of one client. */
export class SupportStack extends Stack {
  readonly foundation: Foundation;
  readonly contacts: Contacts;
  readonly escalation: Escalation;
  readonly inboundMail: InboundMail;
  readonly people: People;
  readonly surveys: Surveys;
  readonly sweeping: Sweeping;
  readonly turn: Turn;
  readonly operations: ITopic;
  readonly users: Users;
  readonly api: Api;

  constructor(scope: Construct, id: string, { config, sources, guardrail, ...props }: SupportStackProps) {
    super(scope, id, {
      description: `Customer support of ${config.name}: state, workflows, functions`,
      ...props,
    });
    const foundation = (this.foundation = new Foundation(this, 'foundation', config, sources));
    const notifications = new Notifications(this, 'notifications', foundation);
    const operations = (this.operations = notifications.operations);
    const events = new Events(this, 'events');
    const mail = new Mail(this, 'mail', foundation);
    const secrets = new Secrets(this, 'secrets', foundation);

    const clientTeam = new ClientTeam(this, 'client-team', { foundation, notifications, secrets });

    const escalation = new Escalation(this, 'escalation', {
      foundation,
      events,
      mail,
      notifications,
      secrets,
      clientTeam,
    });
    this.escalation = escalation;
    this.turn = new Turn(this, 'turn', {
      foundation,
      events,
      mail,
      secrets,
      escalation: escalation.workflow,
      operations,
      guardrail: guardrailOf(foundation, guardrail),
    });
    this.contacts = new Contacts(this, 'contacts', {
      foundation,
      events,
      notifications,
      secrets,
      escalation,
    });
    this.people = new People(this, 'people', { foundation, mail, secrets, escalation, operations });
    const ticketReplies =
      clientTeam.tickets &&
      new TicketReplies(this, 'ticket-replies', {
        foundation,
        secrets,
        tickets: clientTeam.tickets,
        escalation,
        operations,
      });
    this.inboundMail = new InboundMail(this, 'inbound-mail', {
      foundation,
      mail,
      notifications,
      secrets,
      turn: this.turn,
    });
    escalation.answerTasks('answers-by-mail', this.inboundMail.receiveEmail);
    this.surveys = new Surveys(this, 'surveys', { foundation, events, mail, notifications, secrets });
    this.sweeping = new Sweeping(this, 'sweeping', { foundation, events, notifications, escalation });
    new OperatorAccess(this, 'operator', { foundation, escalation, inboundMail: this.inboundMail });

    const transcripts = new Transcripts(this, 'transcripts', { foundation, mail, secrets, operations });

    const users = (this.users = new Users(this, 'users', foundation));
    const api = (this.api = new Api(this, 'api', {
      foundation,
      users,
      operations,
      startChat: this.contacts.startChat,
      readCases: this.people.readCases,
      workCase: this.people.workCase,
      overseeCases: this.people.overseeCases,
      searchKnowledge: this.people.searchKnowledge,
      answerHandoff: this.people.answerHandoff,
      takeSurvey: this.surveys.takeSurvey,
      takeTicketReply: ticketReplies?.takeTicketReply,
      callPerson: this.inboundMail.callPerson,
      sendTranscript: transcripts.sendTranscript,
      readFile: this.inboundMail.readFile,
    }));

    new OperationsDashboard(this, 'operations-dashboard', { foundation, turn: this.turn, escalation });

    this.output('ApiUrl', api.http.apiEndpoint, 'Base URL of the HTTP API');
    this.output('UserPoolId', users.pool.userPoolId, 'Pool of agents, reviewers, supervisors and managers');
    this.output('UserPoolClientId', users.client.userPoolClientId, 'OAuth client of the pages');
    this.output('LoginUrl', users.domain.baseUrl(), 'Where people sign in');
    this.output('TableName', foundation.table.tableName, 'Cases, turns and events');
    this.output('FilesBucket', foundation.files.bucketName, 'Releases, raw mail and reports');
    this.output(
      'SiteSecretArn',
      secrets.site.secretArn,
      "Key with which the client's site vouches for its customers",
    );
    this.output(
      'ServiceSecretArn',
      secrets.service.secretArn,
      "Where the operator puts the client service's API key",
    );
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

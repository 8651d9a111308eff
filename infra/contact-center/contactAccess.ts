import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../acknowledge.ts';
import type { ServiceFunction } from '../support/serviceFunction.ts';
import type { SupportStack } from '../support/supportStack.ts';
import { dialsOut } from './phone.ts';

/** A file may be the first that is heard of a customer, who is told what became of it. */
const FOR_FILES = ['GetContactAttributes', 'CreateParticipant'];

/** What each function may do in the contact centre. */
function actions({
  contacts,
  escalation,
  people,
  surveys,
  sweeping,
  foundation: { config },
}: SupportStack): [ServiceFunction<any>, string[]][] {
  return [
    [contacts.startChat, ['StartChatContact', 'StartContactStreaming']],
    [
      contacts.routeContact,
      ['UpdateContactRoutingData', 'GetCurrentMetricData', ...(config.voice ? ['GetContactMetrics'] : [])],
    ],
    [
      contacts.followContact,
      ['StartTaskContact', ...(dialsOut(config) ? ['StartOutboundVoiceContact'] : [])],
    ],
    [
      escalation.offerCase,
      [
        'StartTaskContact',
        'DescribeContact',
        'StopContact',
        ...(config.mail.agents ? ['StartEmailContact'] : []),
      ],
    ],
    [escalation.raiseCase, ['UpdateContactRoutingData']],
    [escalation.deliverAnswer, ['CreateParticipant']],
    [escalation.lapseDraft, ['CreateParticipant']],
    [escalation.closeCase, ['DescribeContact', 'StopContact']],
    [people.workCase, ['CreateParticipant', 'UpdateContactRoutingData', 'DescribeContact', 'StopContact']],
    [surveys.sendSurvey, ['CreateParticipant']],
    [sweeping.sweepCases, ['DescribeContact']],
    ...(config.chat?.attachments
      ? [[contacts.recordMessage, FOR_FILES] as [ServiceFunction<any>, string[]]]
      : []),
  ];
}

/**
 * Attaches the functions' permissions on this instance, and no other, from this stack: the functions' own stack is there
 * before the instance is.
 */
export class ContactAccess extends Construct {
  constructor(scope: Construct, id: string, support: SupportStack, instanceArn: string) {
    super(scope, id);
    for (const [fn, operations] of actions(support)) {
      const ofContacts = [`${instanceArn}/contact/*`, `${instanceArn}/contact-flow/*`];
      if (operations.includes('StartEmailContact')) ofContacts.push(`${instanceArn}/email-address/*`);
      if (operations.includes('GetCurrentMetricData')) ofContacts.push(`${instanceArn}/queue/*`);
      const policy = new Policy(this, fn.name, {
        roles: [fn.role],
        statements: [
          new PolicyStatement({
            actions: operations.map(operation => `connect:${operation}`),
            resources: [instanceArn, ...ofContacts],
          }),
        ],
      });
      for (const arn of ofContacts)
        acknowledgeWildcard(
          policy,
          arn,
          "Contacts come and go: any contact of the client's own instance, and of no other.",
        );
    }
  }
}

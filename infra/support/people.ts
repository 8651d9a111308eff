import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config as AnswerHandoff } from '../../functions/answer-handoff/config.ts';
import type { Config as OverseeCases } from '../../functions/oversee-cases/config.ts';
import type { Config as ReadCases } from '../../functions/read-cases/config.ts';
import type { Config as SearchKnowledge } from '../../functions/search-knowledge/config.ts';
import type { Config as WorkCase } from '../../functions/work-case/config.ts';
import {
  readContactCenter,
  readRelease,
  releaseVariables,
  tableVariables,
  useFiles,
  useTable,
} from './access.ts';
import { actionVariables, runActions } from './actionAccess.ts';
import type { Escalation } from './escalation.ts';
import type { Foundation } from './foundation.ts';
import type { Mail } from './mail.ts';
import type { Secrets } from './secrets.ts';
import { failures, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';

export interface PeopleProps {
  foundation: Foundation;
  mail: Mail;
  secrets: Secrets;
  escalation: Escalation;
  operations: ITopic;
}

/** What agents and the client's team do to a case. */
export class People extends Construct {
  readonly readCases: ServiceFunction<typeof ReadCases>;
  readonly workCase: ServiceFunction<typeof WorkCase>;
  readonly overseeCases: ServiceFunction<typeof OverseeCases>;
  readonly searchKnowledge: ServiceFunction<typeof SearchKnowledge>;
  readonly answerHandoff: ServiceFunction<typeof AnswerHandoff>;

  constructor(scope: Construct, id: string, props: PeopleProps) {
    super(scope, id);
    const { foundation, mail, secrets, escalation, operations } = props;
    const state = tableVariables(foundation);
    const release = releaseVariables(foundation);

    this.readCases = new ServiceFunction<typeof ReadCases>(this, 'read-cases', foundation, {
      environment: { ...state, ...release },
      timeoutSeconds: 10,
    });
    // It writes who read what.
    useTable(this.readCases, foundation, ['GetItem', 'PutItem', 'Query'], 'due', 'customer', 'said');
    readRelease(this.readCases, foundation);

    this.overseeCases = new ServiceFunction<typeof OverseeCases>(this, 'oversee-cases', foundation, {
      environment: { ...state, ...release },
      timeoutSeconds: 10,
    });
    useTable(this.overseeCases, foundation, ['GetItem', 'Query', 'UpdateItem'], 'due');
    readRelease(this.overseeCases, foundation);

    this.searchKnowledge = new ServiceFunction<typeof SearchKnowledge>(this, 'search-knowledge', foundation, {
      environment: release,
      timeoutSeconds: 10,
    });
    readRelease(this.searchKnowledge, foundation);

    this.workCase = new ServiceFunction<typeof WorkCase>(this, 'work-case', foundation, {
      environment: {
        ...state,
        ...release,
        ...actionVariables({ foundation, mail, secrets }),
        CONTACT_CENTER_PARAMETER: foundation.contactCenterParameter,
      },
      timeoutSeconds: 20,
    });
    useTable(this.workCase, foundation, ['GetItem', 'PutItem', 'UpdateItem', 'Query']);
    readRelease(this.workCase, foundation);
    readContactCenter(this.workCase, foundation);
    runActions(this.workCase, { foundation, mail, secrets });

    this.answerHandoff = new ServiceFunction<typeof AnswerHandoff>(this, 'answer-handoff', foundation, {
      environment: {
        ...state,
        ...release,
        ...mail.variables,
        LINK_SECRET_ARN: secrets.link.secretArn,
        PAGES_URL: foundation.pagesUrl,
        FILES_BUCKET: foundation.files.bucketName,
      },
      timeoutSeconds: 10,
    });
    useTable(this.answerHandoff, foundation, ['GetItem', 'PutItem', 'UpdateItem', 'Query']);
    readRelease(this.answerHandoff, foundation);
    secrets.read(this.answerHandoff, secrets.link);
    mail.send(this.answerHandoff);
    useFiles(this.answerHandoff, foundation, 'handoffs/');

    escalation.answerTasks('outcomes', this.workCase, this.answerHandoff);

    serviceAlarm(this, 'agent-errors', {
      metric: failures(this.readCases, this.workCase, this.overseeCases, this.searchKnowledge),
      impact: 'Agents cannot see or work cases, or supervisors cannot see who waits.',
      runbook: 'docs/runbook.md#agents-cannot-work',
      operations,
    });
    serviceAlarm(this, 'handoff-errors', {
      metric: failures(this.answerHandoff),
      impact: "The client's team cannot answer hand-overs.",
      runbook: 'docs/runbook.md#client-team-cannot-answer',
      operations,
    });
  }
}

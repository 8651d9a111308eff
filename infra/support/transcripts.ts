import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config as SendTranscript } from '../../functions/send-transcript/config.ts';
import { readRelease, releaseVariables, tableVariables, useTable } from './access.ts';
import type { Foundation } from './foundation.ts';
import type { Mail } from './mail.ts';
import type { Secrets } from './secrets.ts';
import { failures, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';

export interface TranscriptsProps {
  foundation: Foundation;
  mail: Mail;
  secrets: Secrets;
  operations: ITopic;
}

/** Mails a chat to whoever had it, when they ask. */
export class Transcripts extends Construct {
  readonly sendTranscript: ServiceFunction<typeof SendTranscript>;

  constructor(scope: Construct, id: string, { foundation, mail, secrets, operations }: TranscriptsProps) {
    super(scope, id);
    this.sendTranscript = new ServiceFunction<typeof SendTranscript>(this, 'send-transcript', foundation, {
      environment: {
        ...tableVariables(foundation),
        ...releaseVariables(foundation),
        ...mail.variables,
        LINK_SECRET_ARN: secrets.link.secretArn,
      },
      timeoutSeconds: 20,
      memoryMb: 512,
    });
    useTable(this.sendTranscript, foundation, ['GetItem', 'PutItem', 'UpdateItem', 'Query']);
    readRelease(this.sendTranscript, foundation);
    secrets.read(this.sendTranscript, secrets.link);
    mail.send(this.sendTranscript);
    serviceAlarm(this, 'transcript-errors', {
      metric: failures(this.sendTranscript),
      threshold: 3,
      impact: 'Customers who ask for their chat by mail get an error.',
      runbook: 'docs/runbook.md#the-api-fails',
      operations,
    });
  }
}

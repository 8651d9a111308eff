import { CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { CfnOutput, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib/core';
import type { StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { ServiceFunction } from '../support/serviceFunction.ts';
import type { SupportStack } from '../support/supportStack.ts';
import { Bot } from './bot.ts';
import { ContactAccess } from './contactAccess.ts';
import { ContactEvents } from './contactEvents.ts';
import { Flows } from './flows.ts';
import { AgentMail } from './agentMail.ts';
import { Instance } from './instance.ts';
import { Phone, claimNumber } from './phone.ts';
import { Queues } from './queues.ts';
import { TestCases } from './testCases.ts';
import { WorkspaceApp } from './workspaceApp.ts';

export interface ContactCenterStackProps extends StackProps {
  config: ClientConfig;
  support: SupportStack;
}

/** One client's part of Amazon Connect: instance (or a part of one), queues, bot, flows, and what ties them to the functions. */
export class ContactCenterStack extends Stack {
  constructor(scope: Construct, id: string, { config, support, ...props }: ContactCenterStackProps) {
    super(scope, id, { description: `Contact centre of ${config.name}: Connect and Lex`, ...props });
    const { foundation, contacts, turn } = support;
    const instance = new Instance(this, 'instance', foundation);
    const workspace = new WorkspaceApp(this, 'workspace-app', instance.arn, config, this.pagesUrl(config));
    if (config.mail.agents) new AgentMail(this, 'agent-mail', foundation, instance.arn, config.mail.agents);
    const number = claimNumber(this, config, instance.arn);
    const queues = new Queues(this, 'queues', instance.arn, config, workspace.namespace, number);
    const bot = new Bot(this, 'bot', config, turn.takeTurn.arn);
    const associations = [
      this.associate('bot-association', instance.arn, 'LEX_BOT', bot.aliasArn),
      this.associate('route-association', instance.arn, 'LAMBDA_FUNCTION', contacts.routeContact.arn),
    ];
    this.mayInvoke('flows-invoke-route-contact', instance.arn, contacts.routeContact);
    if (contacts.checkAttachment) this.scanner(instance.arn, contacts.checkAttachment);
    const flows = new Flows(this, 'flows', instance.arn, config, {
      LexAliasArn: bot.aliasArn,
      RouteContactArn: contacts.routeContact.arn,
      DefaultQueueArn: queues.defaultArn,
    });
    // A flow that names a bot or function which is not associated yet is refused.
    for (const flow of flows.resources)
      for (const association of associations) flow.addResourceDependency(association);
    const { voice } = config;
    if (voice) {
      const mainFlow = { id: flows.ids['main']!, arn: flows.arns['main']! };
      const ownInstance = !config.existingInstanceArn;
      new Phone(this, 'phone', foundation, { instance, ownInstance, voice, number, mainFlow });
      new TestCases(this, 'call-tests', { config, instanceArn: instance.arn, mainFlowId: mainFlow.id });
    }
    this.oneByOne();
    new ContactAccess(this, 'access', support, {
      instanceArn: instance.arn,
      flowArns: flows.arns,
      queueArns: Object.values(queues.arns),
      profileArn: queues.profileArn,
    });
    new ContactEvents(this, 'events', support, instance.arn);
    new StringParameter(this, 'ids', {
      parameterName: foundation.contactCenterParameter,
      description: 'What functions must know of the contact centre',
      stringValue: this.toJsonString({
        instanceArn: instance.arn,
        instanceId: instance.id,
        flows: flows.ids,
        queues: queues.arns,
        botAliasArn: bot.aliasArn,
        ...(number && { phoneNumber: number.attrAddress }),
      }),
    });
    new CfnOutput(this, 'InstanceArn', { value: instance.arn, description: 'The Connect instance' });
    if (number)
      new CfnOutput(this, 'PhoneNumber', { value: number.attrAddress, description: 'What customers call' });
    new CfnOutput(this, 'MainFlowId', { value: flows.ids['main']!, description: 'Where chats start' });
  }

  /** Connect asks it of each file before anybody gets it. */
  private scanner(instanceArn: string, fn: ServiceFunction<any>): void {
    const association = this.associate('scanner-association', instanceArn, 'FILE_SCANNER', fn.arn);
    association.addResourceDependency(this.mayInvoke('connect-invokes-scanner', instanceArn, fn));
  }

  private mayInvoke(id: string, instanceArn: string, fn: ServiceFunction<any>): CfnPermission {
    return new CfnPermission(this, id, {
      action: 'lambda:InvokeFunction',
      functionName: fn.arn,
      principal: 'connect.amazonaws.com',
      sourceAccount: this.account,
      sourceArn: instanceArn,
    });
  }

  /** A parameter of its own: a value that another stack exports could not change any more. */
  private pagesUrl(config: ClientConfig): string {
    return new CfnParameter(this, 'PagesUrl', {
      type: 'String',
      description: "Base URL of the web pages, without trailing slash: the same as the support stack's",
      default: config.pages.url,
    }).valueAsString;
  }

  private associate(id: string, instanceId: string, integrationType: string, integrationArn: string) {
    return new CfnIntegrationAssociation(this, id, { instanceId, integrationType, integrationArn });
  }

  /** Connect takes about two control-plane requests a second: its resources are made one after the other. */
  private oneByOne(): void {
    const resources = this.node
      .findAll()
      .filter(node => CfnResource.isCfnResource(node))
      .filter(node => node.cfnResourceType.startsWith('AWS::Connect::'));
    resources.forEach((resource, n) => {
      const before = resources[n - 1];
      if (before) resource.addResourceDependency(before);
    });
  }
}

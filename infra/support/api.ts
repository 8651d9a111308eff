import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WORK } from '../../layers/core/api/work.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Foundation } from './foundation.ts';
import { serviceAlarm } from './serviceAlarm.ts';
import type { ServiceFunction } from './serviceFunction.ts';
import type { Users } from './users.ts';

export interface ApiProps {
  foundation: Foundation;
  users: Users;
  operations: ITopic;
  startChat: ServiceFunction<any>;
  readCases: ServiceFunction<any>;
  workCase: ServiceFunction<any>;
  overseeCases: ServiceFunction<any>;
  searchKnowledge: ServiceFunction<any>;
  answerHandoff: ServiceFunction<any>;
  takeSurvey: ServiceFunction<any>;
  /** Where the client has a ticket system. */
  takeTicketReply?: ServiceFunction<any>;
  callPerson: ServiceFunction<any>;
  sendTranscript: ServiceFunction<any>;
  readFile: ServiceFunction<any>;
}

const { GET, POST } = HttpMethod;

/** An account's bucket for all its APIs. */
const MOST_BURST = 5_000;

/** The routes of docs/architecture.md. */
export class Api extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { foundation, users, operations, startChat, readCases, workCase, answerHandoff, takeSurvey } =
      props;
    const { overseeCases, searchKnowledge } = props;
    this.http = new HttpApi(this, 'http', {
      apiName: Stack.of(this).stackName,
      description: `${foundation.config.name}: chats, cases, hand-overs, surveys`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [foundation.pagesUrl],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowHeaders: ['authorization', 'content-type'],
        exposeHeaders: ['retry-after'],
        maxAge: Duration.hours(1),
      },
    });
    const people = new HttpUserPoolAuthorizer('people', users.pool, { userPoolClients: [users.client] });

    this.open(
      '/chats',
      [POST],
      startChat,
      'Anybody may start a chat; the stage limits how many, the function wants work of strangers and checks the rest.',
    );
    this.route('/me', [GET], readCases, people);
    this.route('/cases', [GET], readCases, people);
    this.route('/cases/{caseId}', [GET], readCases, people);
    for (const work of Object.keys(WORK)) this.route(`/cases/{caseId}/${work}`, [POST], workCase, people);
    this.route('/cases/{caseId}/mails/{mailId}/files/{fileId}', [GET], props.readFile, people);
    this.route('/cases/{caseId}/files/{fileId}', [GET], props.readFile, people);
    this.route('/knowledge', [GET], searchKnowledge, people);
    for (const path of ['/supervision', '/corrections', '/audit'])
      this.route(path, [GET], overseeCases, people);
    for (const verdict of ['approve', 'refuse'])
      this.route(`/corrections/{id}/${verdict}`, [POST], overseeCases, people);
    const link = 'The signed, expiring token in the path is the authorization; the function checks it.';
    this.open('/handoffs/{token}', [GET, POST], answerHandoff, link);
    for (const part of ['codes', 'passes', 'renewals', 'attachments'])
      this.open(`/handoffs/{token}/${part}`, [POST], answerHandoff, link);
    this.open('/files/{token}', [GET], answerHandoff, link);
    if (props.takeTicketReply)
      this.open(
        '/tickets/{system}',
        [POST],
        props.takeTicketReply,
        'The ticket system signs what it sends, or shows a shared secret; the function checks it.',
      );
    this.open('/surveys/{token}', [GET, POST], takeSurvey, link);
    this.open('/people/{token}', [GET, POST], props.callPerson, link);
    this.open('/transcripts/{token}', [POST], props.sendTranscript, link);

    const stage = this.stage(foundation);
    serviceAlarm(this, 'server-errors', {
      metric: this.http.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 3,
      impact: 'Pages of customers, agents or the client team show errors.',
      runbook: 'docs/runbook.md#the-api-fails',
      operations,
    }).node.addDependency(stage);
  }

  private route(
    path: string,
    methods: HttpMethod[],
    fn: ServiceFunction<any>,
    authorizer?: IHttpRouteAuthorizer,
  ) {
    return this.http.addRoutes({
      path,
      methods,
      authorizer,
      integration: new HttpLambdaIntegration(fn.name, fn.lambda),
    });
  }

  /** A route without a login, and why that is right. */
  private open(path: string, methods: HttpMethod[], fn: ServiceFunction<any>, why: string): void {
    for (const route of this.route(path, methods, fn)) acknowledge(route, 'AwsSolutions-APIG4', why);
  }

  private stage(foundation: Foundation): HttpStage {
    const { requestsPerSecond, chatRequestsPerSecond } = foundation.config.api;
    const stage = new HttpStage(this, 'stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: Math.min(2 * requestsPerSecond, MOST_BURST) },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(foundation.logGroup(this, 'access-log')),
        // Neither address nor path of the caller: links are in paths.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            time: '$context.requestTime',
            route: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
    // A chat costs money from its first message on; the other routes need a login or a link. A stranger's takes two requests:
    // the first is told what work is wanted.
    (stage.node.defaultChild as CfnStage).routeSettings = {
      'POST /chats': {
        ThrottlingRateLimit: chatRequestsPerSecond,
        ThrottlingBurstLimit: Math.min(4 * chatRequestsPerSecond, MOST_BURST),
      },
    };
    // Route settings name a route, which must be there first.
    stage.node.addDependency(...this.http.node.children.filter(child => child.node.id.includes('/chats')));
    return stage;
  }
}

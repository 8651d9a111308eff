import { CfnContactFlow } from 'aws-cdk-lib/aws-connect';
import { Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { flowContent } from '../flows/flow.ts';
import type { Flow } from '../flows/flow.ts';
import { clientFlows } from '../flows/flows.ts';
import { lintFlow } from '../flows/lint.ts';

/** The client's flows in its instance, linted: the service says little about a flow it refuses, and only at deployment. */
export class Flows extends Construct {
  /** Flow id by name. */
  readonly ids: Record<string, string> = {};
  readonly arns: Record<string, string> = {};
  readonly resources: CfnContactFlow[] = [];

  /** @param values what `${Name}` stands for in the flows; ARNs of flows are added as `<Name>FlowArn` */
  constructor(
    scope: Construct,
    id: string,
    instanceArn: string,
    config: ClientConfig,
    values: Record<string, string>,
  ) {
    super(scope, id);
    const known = { ...values };
    for (const flow of clientFlows(config)) {
      const resource = this.add(flow, instanceArn, config, known);
      known[`${pascal(flow.name)}FlowArn`] = resource.attrContactFlowArn;
      this.arns[flow.name] = resource.attrContactFlowArn;
      this.ids[flow.name] = Fn.select(3, Fn.split('/', resource.attrContactFlowArn));
      this.resources.push(resource);
    }
  }

  private add(
    flow: Flow,
    instanceArn: string,
    config: ClientConfig,
    known: Record<string, string>,
  ): CfnContactFlow {
    const problems = lintFlow(flow, Object.keys(known));
    if (problems.length) throw new Error(problems.join('\n'));
    const content = flowContent(flow);
    const used = Object.fromEntries(
      Object.entries(known).filter(([name]) => content.includes(`\${${name}}`)),
    );
    const resource = new CfnContactFlow(this, flow.name, {
      instanceArn,
      name: `${config.client}-${flow.name}`,
      description: flow.description,
      type: flow.type,
      state: 'ACTIVE',
      content: Object.keys(used).length ? Fn.sub(content, used) : content,
    });
    return resource;
  }
}

const pascal = (name: string): string =>
  name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

export interface TemplateJson {
  Resources: Record<string, { Type: string; Properties: any; DeletionPolicy?: string; DependsOn?: string[] }>;
  Outputs?: Record<string, { Value: any; Export?: { Name: any } }>;
}

export type Templates = Record<'support' | 'contactCenter' | 'mail' | 'pages', TemplateJson>;

/** Resources of one type, with their logical ids. */
export const ofType = (template: TemplateJson, type: string) =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties, ...rest }]) => ({ id, properties: Properties, ...rest }));

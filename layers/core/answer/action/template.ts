/** A URL of the configuration with its `{names}` filled in, URL-encoded but for the service's own. Unknown names stay. */
export const fillTemplate = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return name === 'service' ? value.replace(/\/+$/, '') : encodeURIComponent(value);
  });

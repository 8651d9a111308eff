import { attributesFit } from '../../contacts/attributes.ts';
import { announce } from '../../contacts/events.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind } from '../action.ts';

/** Sets user-defined attributes of this contact or of the one it is related to. */
export const UpdateContactAttributes: ActionKind = {
  parameters: { Attributes: 'deep', TargetContact: 'static' },
  check: ({ Attributes, TargetContact = 'Current' }) => [
    ...(typeof Attributes === 'object' ? [] : ['needs Attributes']),
    ...(['Current', 'Related'].includes(TargetContact) ? [] : ['TargetContact must be Current or Related']),
  ],
  requiredErrors: ['NoMatchingError'],
  run({ center, contact, parameters }) {
    const related = parameters.TargetContact === 'Related';
    const target = related ? center.contacts.get(contact.relatedContactId ?? '') : contact;
    if (!target) return FAILED;
    const attributes = { ...target.attributes, ...parameters.Attributes };
    if (!attributesFit(attributes)) return FAILED;
    target.attributes = attributes;
    announce(center, target, 'CONTACT_DATA_UPDATED', ['UserDefinedAttributes']);
    if (related) center.save(target);
    return NEXT;
  },
};

/** Sets attributes that only this run of this flow sees. */
export const UpdateFlowAttributes: ActionKind = {
  parameters: { FlowAttributes: 'deep' },
  check: ({ FlowAttributes }) => (typeof FlowAttributes === 'object' ? [] : ['needs FlowAttributes']),
  run({ run, parameters }) {
    for (const [name, { Value }] of Object.entries<{ Value: string }>(parameters.FlowAttributes)) {
      run.flowAttributes[name] = Value;
    }
    return NEXT;
  },
};

export const UpdateContactData: ActionKind = {
  parameters: {
    LanguageCode: 'reference',
    Name: 'text',
    Description: 'text',
    CustomerId: 'reference',
    References: 'deep',
  },
  requiredErrors: ['NoMatchingError'],
  run({ contact, parameters }) {
    const { LanguageCode, Name, Description, CustomerId, References } = parameters;
    if (LanguageCode !== undefined && !/^[a-z]{2,3}-[A-Z]{2}$/.test(LanguageCode)) return FAILED;
    if (LanguageCode) contact.language = LanguageCode;
    if (Name !== undefined) contact.name = Name;
    if (Description !== undefined) contact.description = Description;
    if (CustomerId !== undefined) contact.customerId = CustomerId;
    if (References) contact.references = { ...contact.references, ...References };
    return NEXT;
  },
};

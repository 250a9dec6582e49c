import { organiserRoleSchema } from '../../../../domain/wire/organiser-access.ts';

/** The one role whose accounts are made and changed at the hub's machine: who is looked at does not choose who looks. */
export const guardianRole = 'data-protection-officer';

/** The roles that the page gives. */
export const rolesGivenHere = organiserRoleSchema.options.filter((role) => role !== guardianRole);

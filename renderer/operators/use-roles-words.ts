import { useTranslation } from 'react-i18next';
import { type Right, rolesWith } from '../../domain/operators/rights.ts';
import { useFormats } from '../../ui/formats.ts';

/** Names the roles that have a right: "Supervisor or Protocol". */
export function useRolesWords(): (right: Right) => string {
  const { t } = useTranslation();
  const { either } = useFormats();
  return (right) => either(rolesWith(right).map((role) => t(`signIn.role.${role}`)));
}

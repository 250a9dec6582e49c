import { useTranslation } from 'react-i18next';
import type { Delegate } from '../../domain/roster/delegate.ts';

/** The role in the delegation, in the person's grammatical gender if it is known. */
export function useRoleWord(): (person: Pick<Delegate, 'role' | 'grammaticalGender'>) => string {
  const { t } = useTranslation();
  return ({ role, grammaticalGender }) =>
    grammaticalGender === 'feminine'
      ? t(`delegate.rolesFeminine.${role}`)
      : t(`delegate.roles.${role}`);
}

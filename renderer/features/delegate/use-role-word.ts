import { useTranslation } from 'react-i18next';
import type { Delegate } from '../../../domain/delegate.ts';

/** Gives the word for somebody's rank in the delegation, in the form that follows the person where it is known. */
export function useRoleWord(): (person: Pick<Delegate, 'role' | 'grammaticalGender'>) => string {
  const { t } = useTranslation();
  return ({ role, grammaticalGender }) =>
    grammaticalGender === 'feminine'
      ? t(`delegate.rolesFeminine.${role}`)
      : t(`delegate.roles.${role}`);
}

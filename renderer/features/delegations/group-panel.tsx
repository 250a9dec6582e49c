import type { ReactNode } from 'react';
import type { DelegationMember } from '../../../preload/contract/delegation.ts';
import { GroupDocuments } from './group-documents.tsx';
import { GroupOneByOne } from './group-one-by-one.tsx';
import { GroupResults } from './group-results.tsx';
import type { Group } from './use-group.ts';

/** What is being done for several people, in the place of the roster. */
export function GroupPanel({
  group,
  members,
}: {
  group: Group;
  members: readonly DelegationMember[];
}): ReactNode {
  const { state } = group;
  switch (state.kind) {
    case 'none':
      return null;
    case 'documents':
      return <GroupDocuments group={group} people={state.people} />;
    case 'one-by-one':
      return <GroupOneByOne group={group} state={state} members={members} />;
    case 'results':
      return <GroupResults group={group} state={state} />;
  }
}

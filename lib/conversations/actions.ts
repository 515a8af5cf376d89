'use server';
import { formAction } from '@/lib/core/action';
import { countAttempt } from '@/lib/core/auth/limits';
import { routes } from '@/lib/core/routes';
import * as conversations from './mutations';
import * as schema from './schema';

export const askSchool = formAction({
  permission: 'children:write',
  schema: schema.askSchool,
  run: async (tx, input, scope) => {
    await countAttempt('words', scope.userId);
    return conversations.askSchool(tx, input, scope);
  },
  after: ({ id }) => ({ redirectTo: routes.parentConversation(id) }),
});
export const sayToSchool = formAction({
  permission: 'children:write',
  schema: schema.say,
  run: async (tx, input, scope) => {
    await countAttempt('words', scope.userId);
    return conversations.say(tx, input, scope);
  },
  after: ({ id }) => ({ revalidate: [routes.parentConversation(id)] }),
});
export const writeFromOffice = formAction({
  permission: 'conversations:write',
  schema: schema.writeToFamily,
  run: conversations.writeToFamily,
  after: ({ id }) => ({ redirectTo: routes.conversation(id) }),
});
export const writeFromUstadh = formAction({
  permission: 'halqa:teach',
  schema: schema.writeToFamily,
  run: conversations.writeToFamily,
  after: ({ id }) => ({ redirectTo: routes.teacherConversation(id) }),
});
export const sayFromOffice = formAction({
  permission: 'conversations:write',
  schema: schema.say,
  run: conversations.say,
  after: ({ id }) => ({ revalidate: [routes.conversation(id)] }),
});
export const sayFromUstadh = formAction({
  permission: 'halqa:teach',
  schema: schema.say,
  run: conversations.say,
  after: ({ id }) => ({ revalidate: [routes.teacherConversation(id)] }),
});
export const noteFromOffice = formAction({
  permission: 'conversations:write',
  schema: schema.noteInside,
  run: conversations.noteInside,
  after: ({ id }) => ({ revalidate: [routes.conversation(id)] }),
});
export const noteFromUstadh = formAction({
  permission: 'halqa:teach',
  schema: schema.noteInside,
  run: conversations.noteInside,
  after: ({ id }) => ({ revalidate: [routes.teacherConversation(id)] }),
});
export const setStateFromOffice = formAction({
  permission: 'conversations:write',
  schema: schema.setState,
  run: conversations.setState,
  after: ({ id }) => ({ revalidate: [routes.conversation(id)] }),
});
export const setStateFromUstadh = formAction({
  permission: 'halqa:teach',
  schema: schema.setState,
  run: conversations.setState,
  after: ({ id }) => ({ revalidate: [routes.teacherConversation(id)] }),
});

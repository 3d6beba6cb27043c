import { idOf, type State, type Target, unknown } from './states.js';
import { callOf, known, living, oneOf, type Realm, type Write } from './write.js';

const maxCategories = 4;

export function addCategory(realm: Realm): Write | undefined {
  if (living(realm, 'category').length >= maxCategories) return undefined;
  const slot = realm.newNumber();
  const CateName = `kill ${slot}`;
  return callOf({ Action: 'AddCategory', CateName }, (answer) => {
    const { CateId } = (answer?.Category ?? { CateId: unknown }) as { CateId: unknown };
    return known([`category/${slot}`, { CateId, CateName }])();
  });
}

/** What is in the category tells its new name, or that it is in none any more. */
function changeCategory(
  realm: Realm,
  action: string,
  change: (target: Target) => { CateName: string } | undefined,
): Write | undefined {
  const [target, before] = oneOf(realm, living(realm, 'category')) ?? [];
  if (target === undefined) return undefined;
  const { CateId } = before ?? {};
  const changed = change(target);
  const category = changed && { CateId, ...changed };
  const within = living(realm, 'video').filter(([, state]) => state.CateId === CateId);
  return callOf(
    { Action: action, CateId: String(CateId), ...changed },
    known(
      [target, category],
      ...within.map(([video, state]): [Target, State] => [
        video,
        { ...state, CateId: category?.CateId, CateName: category?.CateName },
      ]),
    ),
  );
}

export function renameCategory(realm: Realm): Write | undefined {
  return changeCategory(realm, 'UpdateCategory', (target) => ({
    CateName: `kill ${idOf(target)} ${realm.newNumber()}`,
  }));
}

export function deleteCategory(realm: Realm): Write | undefined {
  return changeCategory(realm, 'DeleteCategory', () => undefined);
}

/** Of the one application there is, so by one realm; for events that nothing here causes. */
export function setCallback(realm: Realm): Write | undefined {
  if (realm.name !== 'writer0') return undefined;
  const number = realm.newNumber();
  const state = {
    CallbackURL: `http://127.0.0.1:9/${number}`,
    EventTypeList: realm.choices.oneOf(['ProduceMediaComplete', 'AIComplete']),
    AuthSwitch: realm.choices.oneOf(['on', 'off']),
    AuthKey: `Key${number}`,
  };
  const values = { Action: 'SetMessageCallback', CallbackType: 'HTTP', ...state };
  return callOf(values, known(['callback/app-1000000', state]));
}

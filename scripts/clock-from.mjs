// Loaded before the program (`node --import`): its clock starts at CLOCK_FROM and runs on, so that pictures come out alike.
const RealDate = Date
const ahead = RealDate.parse(process.env.CLOCK_FROM) - RealDate.now()
const now = () => RealDate.now() + ahead

// Not a subclass: libraries that build on Date look for its own methods.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, type) => Reflect.construct(target, parts.length > 0 ? parts : [now()], type),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})

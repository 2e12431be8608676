/** A map that forgets its oldest entries: for what only matters for a while. */
export class BoundedMap<K, V> extends Map<K, V> {
  private readonly most: number

  constructor(most: number) {
    super()
    this.most = most
  }

  override set(key: K, value: V): this {
    super.set(key, value)
    if (this.size > this.most) {
      const [oldest] = this.keys()
      this.delete(oldest as K)
    }
    return this
  }
}

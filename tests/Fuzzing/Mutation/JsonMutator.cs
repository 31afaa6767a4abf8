using System.Text;

namespace HtxFutures.Fuzzing.Mutation;

/// <summary>
/// Makes hostile JSON out of good: it keeps most of the structure, so that what it breaks is met deep inside a reader
/// and not at its door.
/// </summary>
/// <param name="seeds">The good.</param>
/// <param name="names">Members that readers look for.</param>
internal sealed class JsonMutator(IReadOnlyList<JsonShape> seeds, IReadOnlyList<string> names)
{
    /// <summary>Makes a body.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="wrap">What stands around it, and is spoilt only by the byte.</param>
    public byte[] Draw(Random random, Func<string, string>? wrap = null)
    {
        string json = DrawShape(random).ToString();
        byte[] body = Encoding.UTF8.GetBytes(wrap?.Invoke(json) ?? json);
        return random.Next(12) == 0 ? ByteMutator.Mutate(random, body) : body;
    }

    /// <summary>Makes a piece of JSON.</summary>
    public JsonShape DrawShape(Random random)
    {
        JsonShape shape = Seed(random);

        // Few, for what is spoilt all over is met at the door; and some stay as they were, since hostile is also what is
        // good in the wrong place.
        int mutations = random.Next(4) switch { 0 => random.Next(8), 1 => random.Next(3), _ => 1 };
        for (; mutations > 0; mutations--)
        {
            Mutate(random, shape);
        }

        return shape;
    }

    private JsonShape Seed(Random random) => seeds[random.Next(seeds.Count)].Copy();

    private void Mutate(Random random, JsonShape root)
    {
        List<JsonShape> all = root.All();
        JsonShape shape = all[random.Next(all.Count)];
        if (shape.Parts is { Count: > 0 } parts && random.Next(4) > 0)
        {
            MutateParts(random, parts);
        }
        else
        {
            MutateValue(random, shape);
        }
    }

    private void MutateParts(Random random, List<(string Name, JsonShape Value)> parts)
    {
        int at = random.Next(parts.Count);
        (string name, JsonShape value) = parts[at];
        switch (random.Next(11))
        {
            case 0: parts.Insert(random.Next(parts.Count + 1), (name, value.Copy())); break;
            case 1: parts.Insert(random.Next(parts.Count + 1), (name, Hostile(random, name))); break;
            case 2: parts.RemoveAt(at); break;
            case 3: parts[at] = (Name(random), value); break;
            case 4:
                string other = Name(random);
                parts.Insert(random.Next(parts.Count + 1), (other, Hostile(random, other)));
                break;
            case 5: parts[at] = (HostileText.Disguise(random, name), value); break;
            case 6: parts.Insert(random.Next(parts.Count + 1), (Name(random), Other(random))); break;
            case 7 or 8: parts[at] = (name, Hostile(random, name)); break;
            case 9: (parts[at], parts[^1]) = (parts[^1], parts[at]); break;
            default:
                for (int more = random.Next(random.Next(50) == 0 ? 400 : 12); more > 0; more--)
                {
                    parts.Add((name, value.Copy()));
                }

                break;
        }
    }

    private void MutateValue(Random random, JsonShape shape)
    {
        switch (random.Next(7))
        {
            case 0: shape.Become(Other(random)); break;
            case 1: shape.Become(JsonShape.ArrayOf(shape.Copy())); break;
            case 2: shape.Become(JsonShape.ArrayOf(shape.Copy(), Hostile(random), shape.Copy())); break;
            case 3 when shape.Parts is null: shape.Token = HostileText.Tweak(random, shape.Token); break;
            case 4 when shape.Parts is null: shape.Token = shape.Token.StartsWith('"') ? shape.Token.Trim('"') : $"\"{shape.Token}\""; break;
            default: shape.Become(Hostile(random)); break;
        }
    }

    private static JsonShape Hostile(Random random, string name = "") => JsonShape.Of(HostileText.ValueFor(random, name));

    /// <summary>A piece of the same seeds, from anywhere.</summary>
    private JsonShape Other(Random random)
    {
        List<JsonShape> all = Seed(random).All();
        return all[random.Next(all.Count)];
    }

    private string Name(Random random) => $"\"{names[random.Next(names.Count)]}\"";
}

namespace Tongbi.Fuzz;

/// <summary>One parser under generated inputs. Not thread-safe.</summary>
public interface IFuzzTarget
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>What is run and what must hold.</summary>
    string Meaning { get; }

    /// <summary>What the cases so far were like, so that a reader can judge whether they tried anything.</summary>
    string Summary { get; }

    /// <summary>Makes one input and checks what the parser makes of it.</summary>
    /// <param name="random">Decides everything about the case, so that its number brings it back.</param>
    /// <exception cref="FuzzFailureException">Something that must hold does not. Any other exception is a failure too.</exception>
    void Check(FuzzRandom random);
}

namespace Fraisier.Deployment;

/// <summary>The attempts of one wait for health, counted.</summary>
/// <param name="pace">What is wanted of them.</param>
/// <param name="time">The clock.</param>
internal sealed class HealthRun(HealthPace pace, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private ProbeAnswer? last;
    private ProbeAnswer? whole;
    private string? service;
    private string? instance;
    private long since;
    private int good;
    private int bad;
    private bool answered;

    /// <summary>How often was asked.</summary>
    public int Attempts { get; private set; }

    /// <summary>True when the last attempt said another thing than the one before.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>How long it has taken.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>How long it took until the answers became good; null while they are not.</summary>
    public TimeSpan? GoodAfter => good == 0 ? null : time.GetElapsedTime(start, since);

    /// <summary>True when enough answers in a row were good for long enough.</summary>
    public bool IsGood => good >= pace.Successes && GoodFor >= pace.HealthyFor;

    /// <summary>True when nothing more is to be expected. A row of good answers is not cut short.</summary>
    public bool IsOver => bad >= pace.FailuresInARow
        || ((Elapsed + pace.Interval >= pace.Timeout || Attempts >= pace.Attempts) && !(good > 0 && GoodFor < pace.HealthyFor));

    /// <summary>The pause before the next attempt: after a good answer the next one comes when the healthy time is over at the latest.</summary>
    public TimeSpan Pause => good > 0 && pace.HealthyFor < pace.Interval ? pace.HealthyFor : pace.Interval;

    private TimeSpan GoodFor => good == 0 ? TimeSpan.Zero : time.GetElapsedTime(since);

    /// <summary>How long the next attempt may take, and whether that is less than it usually may.</summary>
    public (TimeSpan Wait, bool Cut) NextWait()
    {
        var left = pace.Timeout - Elapsed is var rest && rest > pace.Interval ? rest : pace.Interval;
        return left < pace.RequestTimeout ? (left, true) : (pace.RequestTimeout, false);
    }

    /// <summary>A good answer as it looks beside the service that should have given it.</summary>
    public ProbeAnswer Watched(ProbeAnswer answer, ServiceWatch watch)
    {
        var trouble = watch.Trouble ?? (IsOther(ref service, watch.Instance) ? "the service was restarted meanwhile" : null)
            ?? (IsOther(ref instance, answer.Instance) ? "it was restarted meanwhile" : null);
        return trouble is null ? answer : answer with { Healthy = false, Answer = $"{answer.Answer}, but {trouble}" };
    }

    /// <summary>Counts an answer; returns the one that counts: an attempt that the deadline cut short says less than the answer before it.</summary>
    /// <param name="cut">True when it was to be shorter than usual.</param>
    public ProbeAnswer Count(ProbeAnswer answer, bool cut)
    {
        Attempts++;
        if (!answer.Ended && cut && whole is not null) answer = whole;
        if (answer.Text.Length > 0 || answer.Ended || !cut) whole = answer;
        HasChanged = last is null || (last.Healthy, last.Answer) != (answer.Healthy, answer.Answer);
        last = answer;
        answered |= answer.Answered;
        bad = answer.Healthy || !answered ? 0 : bad + 1;
        if (!answer.Healthy) good = 0;
        else if (good++ == 0) since = time.GetTimestamp();
        return answer;
    }

    private static bool IsOther(ref string? former, string? present)
    {
        var other = former is not null && present is not null && former != present;
        former = present ?? former;
        return other;
    }
}

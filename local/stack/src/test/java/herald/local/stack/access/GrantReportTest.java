package herald.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.access.GrantUse.Granted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrantReportTest {

    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/a";

    private static GrantUse run(String template, Map<String, Long> actions, Map<String, Long> resources) {
        return new GrantUse(template, List.of(new Granted("Role", "own", "Sid", "t.yaml:3", actions, resources)));
    }

    private static Map<String, Long> counts(String one, long first, String other, long second) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(one, first);
        counts.put(other, second);
        return counts;
    }

    @Test
    void runsAddUpAlsoThoseOfAChangedTemplateAndOtherNames() {
        var first = run("t.yaml", counts("sqs:SendMessage", 0, "sqs:DeleteMessage", 2), Map.of(TABLE, 1L));
        var other = run("changed.yaml", counts("sqs:SendMessage", 1, "sqs:DeleteMessage", 0), Map.of(TABLE + "2", 1L));
        assertThat(GrantReport.findings(List.of(first, other), "t.yaml")).isEmpty();
        assertThat(GrantReport.findings(List.of(first), "t.yaml"))
                .containsExactly("t.yaml:3: Role, statement own/Sid: is granted sqs:SendMessage and never used it");
    }

    @Test
    void aResourceThatNobodyTouchedIsFound() {
        var run = run("t.yaml", Map.of("sqs:SendMessage", 3L), counts(TABLE, 3, TABLE + "2", 0));
        assertThat(GrantReport.findings(List.of(run), "t.yaml"))
                .containsExactly("t.yaml:3: Role, statement own/Sid: is granted " + TABLE + "2 and never used it");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:dynamodb:us-east-1:000000000000:table/a, false",
        "arn:aws:dynamodb:us-east-1:000000000000:table/a/index/*, false",
        "arn:aws:execute-api:us-east-1:000000000000:abc/prod/POST/@connections/*, false",
        "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/a:*, false",
        "*, true",
        "arn:aws:dynamodb:*:000000000000:table/a, true",
        "arn:aws:dynamodb:us-east-1:000000000000:table/*/index/*, true",
        "arn:aws:dynamodb:us-east-1:000000000000:*, true",
        "arn:aws:sqs:us-east-1:000000000000:jobs-?, true",
        "NotResource, true"
    })
    void wildcardsAreReportedButBelowAName(String resource, boolean reported) {
        var run = run("t.yaml", Map.of("sqs:SendMessage", 1L), Map.of(resource, 1L));
        assertThat(GrantReport.findings(List.of(run), "t.yaml")).hasSize(reported ? 1 : 0);
    }
}

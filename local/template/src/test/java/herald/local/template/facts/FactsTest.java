package herald.local.template.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.rules.iam.Statement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {

    @ParameterizedTest
    @CsvSource({
        "cloudformation-types.json, cfn-lint",
        "sam-types.json, aws-sam-translator",
        "sam-policy-templates.json, aws-sam-translator",
        "managed-policies.json, moto"
    })
    void eachFileSaysFromWhereAndAsOfWhenItIs(String file, String from) {
        var facts = Facts.of(file);

        assertThat(facts.at("source").text()).matches(from + " \\d+\\.\\d+\\.\\d+: .+");
        assertThat(LocalDate.parse(facts.at("date").text())).isAfter("2026-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sam-policy-templates.json", "managed-policies.json"})
    void policiesAreThereForEachServiceThatIsChecked(String file) {
        assertThat(Facts.of(file).at("services").texts()).isEqualTo(Statement.CHECKED);
    }

    @Test
    void typesAreThoseOfTheirNamespace() {
        assertThat(TypeFacts.ALL.types().get("SQS")).contains("Queue");
        assertThat(TypeFacts.ALL.types().get("Serverless")).contains("Function", "WebSocketApi");
        assertThat(TypeFacts.ALL.properties().get("AWS::SQS::Queue"))
                .contains("QueueName", "FifoQueue")
                .doesNotContain("Arn", "QueueUrl");
        assertThat(TypeFacts.ALL.globals().get("Function")).contains("Timeout").doesNotContain("FunctionName");
        assertThat(TypeFacts.ALL.events()).contains("SQS", "Schedule");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'date': '2026-01-01'}                               | f.json: source: is not text",
                "{'date': '2026-01-01', 'source': 's', 'a': 'b'}      | f.json: a: is not a map",
                "{'date': '2026-01-01', 'source': 's'}                | f.json: a: is not a map",
                "{'date': '2026-01-01', 'source': 's', 'a': {'x': 1}} | f.json: a: x: is not a list",
                "{'date': '2026-01-01', 'source': 's', 'a': {'x': ['y', 1]}} | f.json: a: x[1]: is not text"
            })
    void aDamagedFileIsNamedWithThePlace(String json, String message) {
        assertThatThrownBy(() -> read(json.replace('\'', '"')).at("a").entries().forEach((_, facts) -> facts.names()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("facts about AWS: " + message);
    }

    private static Facts read(String json) throws IOException {
        return Facts.read("f.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFileThatIsCutOffOrMissingIsNamed() {
        assertThatThrownBy(() -> read("{\"date\": \"2026"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("facts about AWS: f.json: line 1: ");
        assertThatThrownBy(() -> Facts.of("none.json")).hasMessage("facts about AWS: none.json: is missing");
    }
}
